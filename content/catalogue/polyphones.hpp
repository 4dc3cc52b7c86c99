// SPDX-License-Identifier: Apache-2.0
// Words of our field in which a hanzi does not read as it usually does. Data; any thread.
#pragma once

#include <array>

namespace crier {

struct Polyphone {
  const char* word;       // simplified
  const char* syllables;  // one for each of its characters
};

inline constexpr std::array kPolyphones = {
    Polyphone{"银行", "yin hang"},    Polyphone{"行业", "hang ye"},
    Polyphone{"行情", "hang qing"},   Polyphone{"同行", "tong hang"},
    Polyphone{"行长", "hang zhang"},  Polyphone{"央行", "yang hang"},
    Polyphone{"行为", "xing wei"},    Polyphone{"行动", "xing dong"},
    Polyphone{"行政", "xing zheng"},  Polyphone{"行李", "xing li"},
    Polyphone{"流行", "liu xing"},    Polyphone{"执行", "zhi xing"},
    Polyphone{"长辈", "zhang bei"},   Polyphone{"家长", "jia zhang"},
    Polyphone{"成长", "cheng zhang"}, Polyphone{"校长", "xiao zhang"},
    Polyphone{"长期", "chang qi"},    Polyphone{"时长", "shi chang"},
    Polyphone{"延长", "yan chang"},   Polyphone{"重复", "chong fu"},
    Polyphone{"重新", "chong xin"},   Polyphone{"重置", "chong zhi"},
    Polyphone{"重要", "zhong yao"},   Polyphone{"严重", "yan zhong"},
    Polyphone{"会计", "kuai ji"},     Polyphone{"调查", "diao cha"},
    Polyphone{"调整", "tiao zheng"},  Polyphone{"调解", "tiao jie"},
    Polyphone{"还款", "huan kuan"},   Polyphone{"返还", "fan huan"},
    Polyphone{"归还", "gui huan"},    Polyphone{"偿还", "chang huan"},
    Polyphone{"还钱", "huan qian"},   Polyphone{"了解", "liao jie"},
    Polyphone{"曾经", "ceng jing"},   Polyphone{"学校", "xue xiao"},
    Polyphone{"校园", "xiao yuan"},   Polyphone{"传播", "chuan bo"},
    Polyphone{"传言", "chuan yan"},   Polyphone{"宣传", "xuan chuan"},
    Polyphone{"传销", "chuan xiao"},  Polyphone{"数据", "shu ju"},
    Polyphone{"参与", "can yu"},      Polyphone{"给予", "ji yu"},
    Polyphone{"供给", "gong ji"},     Polyphone{"未成年", "wei cheng nian"},
    Polyphone{"少年", "shao nian"},   Polyphone{"减少", "jian shao"},
    Polyphone{"便宜", "pian yi"},     Polyphone{"角色", "jue se"},
    Polyphone{"模样", "mu yang"},     Polyphone{"单位", "dan wei"},
    Polyphone{"刷单", "shua dan"},    Polyphone{"订单", "ding dan"},
    Polyphone{"打折", "da zhe"},      Polyphone{"折扣", "zhe kou"},
    Polyphone{"假期", "jia qi"},      Polyphone{"寒假", "han jia"},
    Polyphone{"虚假", "xu jia"},      Polyphone{"的确", "di que"},
    Polyphone{"目的", "mu di"},       Polyphone{"得到", "de dao"},
    Polyphone{"觉得", "jue de"},      Polyphone{"好奇", "hao qi"},
    Polyphone{"爱好", "ai hao"},      Polyphone{"音乐", "yin yue"},
    Polyphone{"快乐", "kuai le"},     Polyphone{"娱乐", "yu le"},
    Polyphone{"相册", "xiang ce"},    Polyphone{"差价", "cha jia"},
    Polyphone{"出差", "chu chai"},    Polyphone{"朝阳", "chao yang"},
    Polyphone{"提防", "di fang"},     Polyphone{"尽快", "jin kuai"},
    Polyphone{"空隙", "kong xi"},     Polyphone{"种类", "zhong lei"},
    Polyphone{"应用", "ying yong"},   Polyphone{"处理", "chu li"},
    Polyphone{"处罚", "chu fa"},      Polyphone{"办事处", "ban shi chu"},
    Polyphone{"血压", "xue ya"},      Polyphone{"载入", "zai ru"},
    Polyphone{"下载", "xia zai"},     Polyphone{"中奖", "zhong jiang"},
    Polyphone{"查询", "cha xun"},     Polyphone{"检查", "jian cha"},
    Polyphone{"泄露", "xie lu"},      Polyphone{"曝光", "bao guang"},
    Polyphone{"系统", "xi tong"},     Polyphone{"联系", "lian xi"},
    Polyphone{"称呼", "cheng hu"},    Polyphone{"扫码", "sao ma"},
    Polyphone{"红包", "hong bao"},
};

}  // namespace crier
