# SPDX-License-Identifier: Apache-2.0
"""The sample office's films as text: what each scene shows and says. No real person, company or case.

A spoken line is (Chinese, English, pinyin); the first two are its captions. The pinyin is ours, with tone numbers as
spoken (bu2 before a fourth tone), because espeak-ng's own reading of characters is broken in Debian 12.
"""
import collections

Film = collections.namedtuple("Film", "name palette icon tag scenes")
Hook = collections.namedtuple("Hook", "zh en hero lines")
Story = collections.namedtuple("Story", "zh en note_zh note_en stage stage_text lines")
Advice = collections.namedtuple("Advice", "zh en cards lines")  # cards: (icon, mark, zh, en)
Closing = collections.namedtuple("Closing", "zh en numbers lines")  # numbers: (number, zh, en)

OFFICE_ZH = "示例区互联网普法办公室"
OFFICE_EN = "Sample District Office for Internet Law"

SCAM = Film("scam-refund", "teal", "handset", ("防骗提醒", "Scam alert"), (
    Hook("退款，\n还要先转账？", "A refund that asks\nyou to pay first?", "refund", (
        ("退款，还要先转账？", "A refund that asks you to pay first?", "tui4 kuan3, hai2 yao4 xian1 zhuan3 zhang4?"),)),
    Story("“客服”来电了", "A call from “customer service”", "真退款原路退回，\n不用您先付钱。",
          "A real refund comes back the way\nyou paid. It never asks for money.", "chat",
          (("您的包裹丢了，\n赔您三倍", "Your parcel is lost.\nWe pay you triple."),
           ("请下载软件，\n共享您的屏幕", "Install this app and\nshare your screen."), ("诈骗", "SCAM")), (
              ("客服来电，说要赔您三倍。", "“Customer service” offers you triple the price.",
               "ke4 fu2 lai2 dian4, shuo1 yao4 pei2 nin2 san1 bei4."),
              ("真的退款原路退回，不用您先付钱。", "A real refund never asks you to pay first.",
               "zhen1 de5 tui4 kuan3, yuan2 lu4 tui4 hui2, bu2 yong4 nin2 xian1 fu4 qian2."))),
    Advice("这三件事，请您别做", "Three things not to do", (
        ("download", "cross", "不装\n陌生软件", "Install nothing\na stranger sends"),
        ("screen", "cross", "不共享\n手机屏幕", "Do not share\nyour screen"),
        ("code", "cross", "不说出\n验证码", "Tell no one\nyour code")), (
            ("不装陌生软件，", "Install nothing a stranger sends.", "bu4 zhuang1 mo4 sheng1 ruan3 jian4"),
            ("不共享屏幕，", "Do not share your screen.", "bu2 gong4 xiang3 ping2 mu4"),
            ("不说出验证码。", "Tell no one your code.", "bu4 shuo1 chu1 yan4 zheng4 ma3"))),
    Closing("拿不准，先问一问", "Not sure? Ask first.", (
        ("96110", "反诈专线", "Anti-fraud line"), ("110", "已经转账，马上报警", "Already paid? Call the police")), (
            ("拿不准，请打96110。", "Not sure? Call 96110.", "na2 bu4 zhun3, qing2 da3, jiu3 liu4 yao1 yao1 ling2"),)),
))

GAMBLING = Film("gambling", "plum", "dice", ("远离网赌", "No online gambling"), (
    Hook("先让您赢，\n再让您输光", "First they let you win.\nThen you lose it all.", "slots", (
        ("先让您赢，再让您输光。", "First they let you win. Then you lose it all.",
         "xian1 rang4 nin2 ying2, zai4 rang4 nin2 shu1 guang1"),)),
    Story("输赢由后台决定", "The house decides every result", "网络赌博没有赢家，\n参与赌博也违法。",
          "Nobody wins at online gambling, and\ntaking part is against the law.", "chart",
          (("先赢一点", "Small wins"), ("越输越多", "Growing losses"), ("账户余额", "Balance"), ("骗局", "A TRAP")), (
              ("输赢都由后台决定。", "The house decides every result.", "shu1 ying2, dou1 you2 hou4 tai2 jue2 ding4."),
              ("网络赌博没有赢家，参与赌博也违法。", "Nobody wins, and taking part is against the law.",
               "wang3 luo4 du3 bo2, mei2 you3 ying2 jia1, can1 yu4 du3 bo2, ye3 wei2 fa3."))),
    Advice("守住自己的日子", "Keep what is yours", (
        ("link", "cross", "不点\n陌生链接", "Open no\nunknown links"),
        ("card", "cross", "不借出\n银行卡", "Lend no one\nyour bank card"),
        ("pause", "check", "及时停下\n找人帮忙", "Stop now and\nask for help")), (
            ("不点陌生链接，", "Open no unknown links.", "bu4 dian3 mo4 sheng1 lian4 jie1"),
            ("不借出银行卡，", "Lend no one your bank card.", "bu2 jie4 chu1 yin2 hang2 ka3"),
            ("及时停下，找人帮忙。", "Stop now and ask for help.", "ji2 shi2 ting2 xia4, zhao3 ren2 bang1 mang2"))),
    Closing("发现网络赌博，请告诉我们", "Seen online gambling? Please tell us.", (
        ("12377", "网络举报", "Report online harm"), ("110", "报警电话", "Police")), (
            ("发现网络赌博，请打12377。", "Seen online gambling? Call 12377.",
             "fa1 xian4 wang3 luo4 du3 bo2, qing2 da3, yao1 er4 san1 qi1 qi1"),)),
))

MINORS = Film("minors", "amber", "person", ("守护未成年人", "Protecting minors"), (
    Hook("孩子在网上，\n我们在身旁", "When children are online,\nlet us be close by.", "family", (
        ("孩子在网上，我们在身旁。", "When children are online, let us be close by.",
         "hai2 zi5 zai4 wang3 shang4, wo3 men5 zai4 shen1 pang2"),)),
    Story("陌生人这样靠近", "How strangers come close", "多问一句，多陪一会儿，\n孩子就多一分安全。",
          "One more question, a little more time:\na safer child.", "tablet",
          (("送你游戏皮肤，\n先加好友", "Free game skins.\nAdd me first."),
           ("别告诉爸爸妈妈", "Do not tell your parents."), ("当心", "CAREFUL")), (
              ("陌生人这样靠近孩子。", "This is how strangers approach.", "mo4 sheng1 ren2, zhe4 yang4 kao4 jin4 hai2 zi5."),
              ("多问一句，多陪一会儿，孩子就多一分安全。", "One more question, a little more time: a safer child.",
               "duo1 wen4 yi2 ju4, duo1 pei2 yi2 hui4, hai2 zi5 jiu4 duo1 yi4 fen1 an1 quan2."))),
    Advice("家长可以这样做", "What parents can do", (
        ("shield", "check", "打开未成年\n人模式", "Turn on the\nminors’ mode"),
        ("chat", "check", "每天聊聊\n网上的事", "Talk about\nthe day online"),
        ("capture", "check", "留下证据\n及时求助", "Keep proof and\nask for help")), (
            ("打开未成年人模式，", "Turn on the minors’ mode.", "da3 kai1 wei4 cheng2 nian2 ren2 mo2 shi4"),
            ("每天聊聊网上的事，", "Talk about the day online.", "mei3 tian1 liao2 liao2, wang3 shang4 de5 shi4"),
            ("留下证据，及时求助。", "Keep proof and ask for help.", "liu2 xia4 zheng4 ju4, ji2 shi2 qiu2 zhu4"))),
    Closing("需要帮助，随时找我们", "Need help? We are here.", (
        ("12377", "网络举报", "Report online harm"), ("110", "紧急情况", "Emergency")), (
            ("需要帮助，请打12377。", "Need help? Call 12377.", "xu1 yao4 bang1 zhu4, qing2 da3, yao1 er4 san1 qi1 qi1"),)),
))
