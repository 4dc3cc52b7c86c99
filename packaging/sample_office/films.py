# SPDX-License-Identifier: Apache-2.0
"""The sample office's films as text: what each scene says, shows and speaks. No real person, company or case.

`say` is Hanyu Pinyin with tone numbers, because espeak-ng's own reading of Chinese characters is broken in Debian 12.
"""
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Scene:
    kind: str  # hook, story, advice or closing
    zh: str
    en: str
    say: str
    rows: tuple = field(default=())  # story: bubbles (zh, en); advice: points (zh, en); closing: numbers (number, zh, en)
    stamp: tuple = field(default=())  # story: (zh, en)


@dataclass(frozen=True)
class Film:
    name: str
    palette: str
    icon: str
    tag: tuple
    scenes: tuple


FILMS = (
    Film("scam-refund", "teal", "phone", ("防骗提醒", "Scam alert"), (
        Scene("hook", "退款还要\n先转账？", "A refund that asks you to pay first?",
              "tui4 kuan3 hai2 yao4 xian1 zhuan3 zhang4 ma5"),
        Scene("story", "陌生来电自称客服", "A stranger claims to be customer service",
              "mo4 sheng1 lai2 dian4, zi4 cheng1 shi4 ke4 fu2",
              (("您的包裹丢了，三倍赔付", "Your parcel is lost. We pay you triple."),
               ("请下载软件，打开屏幕共享", "Please install this app and share your screen.")),
              ("诈骗", "SCAM")),
        Scene("advice", "记住三个不", "Three things not to do",
              "bu4 xia4 zai4, bu4 gong4 xiang3, bu4 zhuan3 zhang4",
              (("不下载陌生软件", "Install nothing a stranger sends"),
               ("不共享屏幕和验证码", "Share no screen and no code"),
               ("不向陌生账户转账", "Send no money to unknown accounts"))),
        Scene("closing", "有疑问，先打电话", "In doubt, call first", "you3 yi2 wen4, qing3 da3 jiu3 liu4 yao1 yao1 ling2",
              (("96110", "反诈专线", "Anti-fraud line"),)),
    )),
    Film("gambling", "plum", "chips", ("拒绝网赌", "No online gambling"), (
        Scene("hook", "先赢后输\n是设计好的", "You win first. Then you lose. By design.",
              "xian1 ying2 hou4 shu1, shi4 she4 ji4 hao3 de5"),
        Scene("story", "后台能改每一次结果", "The house can change every result",
              "hou4 tai2 neng2 gai3, mei3 yi2 ci4 jie2 guo3",
              (("新人送八十八，稳赚不赔", "Free bonus for newcomers. You cannot lose."),
               ("再充一次就能提现", "One more deposit and you can withdraw.")),
              ("骗局", "A TRAP")),
        Scene("advice", "守住自己的日子", "Keep what is yours",
              "bu4 dian3 lian4 jie1, bu4 jie4 zhang4 hu4, ji2 shi2 zhi3 sun3",
              (("不点来路不明的链接", "Open no unknown links"),
               ("不出借银行卡和账户", "Lend no bank card, no account"),
               ("已经参与，及时停手求助", "Already in? Stop and ask for help"))),
        Scene("closing", "发现网络赌博，请举报", "Report online gambling", "fa1 xian4 wang3 luo4 du3 bo2, qing3 da3 yao1 yao1 ling2",
              (("110", "报警电话", "Police"), ("12377", "网络举报", "Report online harm"))),
    )),
    Film("minors", "blue", "shield", ("护苗行动", "Protecting minors"), (
        Scene("hook", "孩子的网\n我们一起守", "A safe net for children is a shared job",
              "hai2 zi5 de5 wang3, wo3 men5 yi4 qi3 shou3"),
        Scene("story", "有人这样接近孩子", "This is how strangers approach",
              "you3 ren2 zhe4 yang4 jie1 jin4 hai2 zi5",
              (("送你游戏皮肤，先加好友", "Free game skins. Add me first."),
               ("别告诉爸爸妈妈", "Do not tell your parents.")),
              ("当心", "CAREFUL")),
        Scene("advice", "家长可以这样做", "What parents can do",
              "kai1 qi3 mo2 shi4, duo1 liao2 yi4 liao2, bao3 cun2 zheng4 ju4",
              (("打开未成年人模式", "Turn on the minors' mode"),
               ("每天聊一聊网上的事", "Talk about the day online"),
               ("遇到异常，留证并求助", "Keep proof and ask for help"))),
        Scene("closing", "需要帮助，随时拨打", "Help is a call away", "xu1 yao4 bang1 zhu4, qing3 da3 yao1 er4 san1 qi1 qi1",
              (("12377", "网络举报", "Report online harm"), ("110", "紧急情况", "Emergency"))),
    )),
    Film("personal-data", "green", "card", ("守护隐私", "Your personal data"), (
        Scene("hook", "扫码领礼品\n领走了什么？", "A free gift for a scan: what did it take?",
              "sao3 ma3 ling3 li3 pin3, ling3 zou3 le5 shen2 me5"),
        Scene("story", "它想要的比您想的多", "It wants more than you think",
              "ta1 xiang3 yao4 de5, bi3 nin2 xiang3 de5 duo1",
              (("请填写姓名、身份证号", "Enter your name and ID number."),
               ("允许读取通讯录和位置", "Allow contacts and location.")),
              ("不填", "DON'T")),
        Scene("advice", "给信息上把锁", "Put a lock on it",
              "shao3 tian2 yi4 dian3, guan1 diao4 quan2 xian4, si1 hui3 dan1 ju4",
              (("不必要的，一项也不填", "Fill in nothing that is not needed"),
               ("关掉用不着的权限", "Switch off unused permissions"),
               ("快递单、车票先涂抹再丢", "Blacken labels before you bin them"))),
        Scene("closing", "个人信息受法律保护", "The law protects your data", "ge4 ren2 xin4 xi1, shou4 fa3 lü4 bao3 hu4",
              (("12377", "信息泄露可举报", "Report a leak"),)),
    )),
    Film("rumour", "crimson", "megaphone", ("辟谣", "Rumour check"), (
        Scene("hook", "转发之前\n等一分钟", "Wait one minute before you share",
              "zhuan3 fa1 zhi1 qian2, deng3 yi4 fen1 zhong1"),
        Scene("story", "这条消息不属实", "This message is not true",
              "zhe4 tiao2 xiao1 xi5, bu4 shu3 shi2",
              (("紧急！明天全区停水三天", "Urgent! No water in the district for three days."),
               ("内部消息，速转家人群", "Inside news. Forward to your family now.")),
              ("谣言", "RUMOUR")),
        Scene("advice", "看三处，再转发", "Check three things",
              "kan4 lai2 yuan2, kan4 shi2 jian1, kan4 guan1 fang1",
              (("看来源：谁说的", "Source: who says so?"),
               ("看时间：是不是旧闻", "Date: is it old news?"),
               ("看官方：有没有发布", "Authority: has it been published?"))),
        Scene("closing", "不造谣，不信谣，不传谣", "Do not make, believe or spread rumours",
              "bu4 zao4 yao2, bu4 xin4 yao2, bu4 chuan2 yao2",
              (("12377", "举报网络谣言", "Report a rumour"),)),
    )),
    Film("online-abuse", "slate", "bubbles", ("友善上网", "Be kind online"), (
        Scene("hook", "屏幕那头\n也是一个人", "There is a person behind the screen",
              "ping2 mu4 na4 tou2, ye3 shi4 yi2 ge4 ren2"),
        Scene("story", "一句话，也会伤人", "A single line can hurt",
              "yi2 ju4 hua4, ye3 hui4 shang1 ren2",
              (("大家都来骂他", "Everyone, go after him."),
               ("把她的住址发出来", "Post her address.")),
              ("违法", "ILLEGAL")),
        Scene("advice", "遇到网络暴力", "If it happens to you",
              "bu4 hui2 ying4, liu2 zheng4 ju4, qu4 ju3 bao4",
              (("不回应，先关掉评论", "Do not answer; close the comments"),
               ("截图录屏，留下证据", "Take screenshots, keep proof"),
               ("向平台和部门举报", "Report to platform and office"))),
        Scene("closing", "您不是一个人", "You are not alone", "nin2 bu2 shi4 yi2 ge4 ren2, wo3 men5 bang1 nin2",
              (("12377", "举报网络暴力", "Report online abuse"), ("110", "人身威胁", "Threats"))),
    )),
    Film("how-to-report", "navy", "handset", ("怎样举报", "How to report"), (
        Scene("hook", "看到不良信息\n一起清一清", "Saw something harmful? Help clear it away",
              "kan4 dao4 bu4 liang2 xin4 xi1, yi4 qi3 qing1 yi4 qing1"),
        Scene("advice", "三步就能举报", "Report in three steps",
              "ji4 wang3 zhi3, jie2 tu2, ti2 jiao1",
              (("记下网址或账号", "Note the address or account"),
               ("截图，留下证据", "Take a screenshot"),
               ("在大厅终端或网上提交", "Send it at a kiosk or online"))),
        Scene("closing", "每一条，我们都会看", "We read every report", "mei3 yi4 tiao2, wo3 men5 dou1 hui4 kan4",
              (("12377", "网络举报", "Report online harm"), ("96110", "反诈专线", "Anti-fraud line"))),
    )),
)

OFFICE_ZH = "示例区互联网普法办公室"
OFFICE_EN = "Sample District Office for Internet Law"
