# SPDX-License-Identifier: Apache-2.0
"""The sample office's cases and their categories, in Chinese and English. No real person, company or case.

The articles of law are paraphrased, and say so; where a law has been renumbered lately, it is named without an article.
"""
from dataclasses import dataclass

CATEGORIES = (  # key and icon, Chinese, English, colour
    ("fraud", "网络诈骗", "Online fraud", "#C8442F"),
    ("gambling", "网络赌博", "Online gambling", "#8E3B7A"),
    ("malware", "恶意软件", "Malware", "#B5651D"),
    ("minors", "未成年人保护", "Protecting minors", "#1F78B4"),
    ("privacy", "个人信息", "Personal data", "#2E7D4F"),
    ("violence", "网络暴力", "Online abuse", "#5A4FA2"),
    ("rumour", "谣言与虚假信息", "Rumours and fakes", "#A8324A"),
    ("vulgar", "色情低俗", "Vulgar content", "#7A5C3E"),
    ("banned", "暴恐与违禁品", "Violence and banned goods", "#3D4852"),
    ("other", "其他", "Something else", "#5B6B7F"),
)


@dataclass(frozen=True)
class Words:
    title: str
    summary: str
    body: str  # CommonMark
    law: tuple  # (law, article, what it says)
    steps: tuple
    keywords: tuple


@dataclass(frozen=True)
class Case:
    name: str
    category: str
    date: str
    zh: Words
    en: Words
    film: str = ""


CASES = (
    Case("refund-call", "fraud", "2026-11-20", Words(
        "“客服”来电退款，她差点转走三万元",
        "对方报得出订单号，她就信了。屏幕共享一打开，密码也跟着出去了。",
        "## 事情的经过\n\n"
        "周三中午，小周接到一个电话。对方自称购物平台的客服，说她买的面霜“质量不合格，可以三倍退款”，还准确报出了订单号。\n\n"
        "“客服”让她下载一个会议软件，打开**屏幕共享**，“一步一步教您操作”。接着又说她的账户“信用分不够”，要先转一笔钱验证。\n\n"
        "输入密码前，小周想起车站大屏上的那句话，挂断电话，自己打开购物软件一查：订单好好的，根本没有退款。\n\n"
        "![防骗一句话：一停、二问、三核](media/poster-pause.png)\n\n"
        "## 骗局是怎样搭起来的\n\n"
        "1. 买来泄露的订单信息，骗取信任\n"
        "2. 用“退款”“赔偿”让人高兴，用“影响征信”让人害怕\n"
        "3. 借屏幕共享，看走密码和验证码\n\n"
        "> 真正的退款原路返回，不用下载软件，不用共享屏幕，更不用您先转钱。\n",
        (("刑法", "第二百六十六条", "诈骗公私财物，数额较大的，处三年以下有期徒刑、拘役或者管制；数额巨大或者特别巨大的，处罚更重。"),
         ("反电信网络诈骗法", "", "电信业务经营者、银行、支付机构和互联网服务提供者，都有防范电信网络诈骗的责任。")),
        ("挂断电话，自己打开软件查订单。", "共享过屏幕，马上关掉，并修改支付密码。", "已经转账，立即拨打 110 或 96110，越快越可能止付。",
         "保存通话记录、聊天记录和转账凭证。"),
        ("退款", "冒充客服", "屏幕共享", "网购")), Words(
        "A “customer service” refund call nearly cost her 30,000 yuan",
        "The caller knew her order number, so she believed him. Sharing her screen would have shared her password.",
        "## What happened\n\n"
        "One Wednesday at noon Zhou was called by “customer service” of a shopping platform. Her face cream was faulty, he said, and she "
        "would get three times its price back. He knew her order number.\n\n"
        "He had her install a meeting app and **share her screen**, then said that her account lacked “credit points” and that a transfer "
        "would prove it was hers.\n\n"
        "Before she typed her password, she remembered a line from the station's screen, hung up and opened the shopping app herself: the "
        "order was in good order and there was no refund.\n\n"
        "![One line to remember: stop, ask, check](media/poster-pause.png)\n\n"
        "## How the trick is built\n\n"
        "1. Leaked order data win your trust\n"
        "2. A refund makes you glad, a “bad credit record” makes you afraid\n"
        "3. Your shared screen shows passwords and codes\n\n"
        "> A real refund comes back the way you paid. It needs no app, no shared screen and no transfer.\n",
        (("Criminal Law", "Article 266", "Fraud involving a relatively large amount is punished by up to three years in prison, and more "
          "heavily where the amount is huge."),
         ("Anti-Telecom and Online Fraud Law", "", "Carriers, banks, payment and internet services all have a duty to prevent such fraud.")),
        ("Hang up and check the order in the app yourself.", "If you shared your screen, stop at once and change your payment password.",
         "If you paid, call 110 or 96110 now: the sooner, the better the chance to stop it.", "Keep call records, chats and receipts."),
        ("refund", "impersonation", "screen sharing", "shopping")), "media/scam-refund.mp4"),
    Case("order-brushing", "fraud", "2026-11-18", Words(
        "刷单返利：第一单赚了十五元，第三单赔了四万",
        "小钱是鱼饵，“连单任务”是鱼钩。先垫付的兼职，没有一个是真的。",
        "## 事情的经过\n\n"
        "大二学生小林在群里看到“在家兼职，一单一结”。第一单垫付一百元，五分钟后返回一百一十五元。\n\n"
        "第二天，“派单员”说他抽中了**三联单**，要做完三单才能一起返款。第三单做完，对方又说“操作超时，账户冻结”，要交解冻费。他前后转出四万元，群随后解散。\n\n"
        "## 怎样一眼看穿\n\n"
        "- 凡是要您先垫付的，都是诈骗\n"
        "- 凡是“任务没做完不能提现”的，都是诈骗\n"
        "- 刷单本身就是虚假交易，法律不允许\n\n"
        "> 您看中的是他的返利，他看中的是您的本金。\n",
        (("刑法", "第二百六十六条", "以非法占有为目的骗取他人财物，数额较大的，构成诈骗罪。"),
         ("反不正当竞争法", "", "经营者不得通过组织虚假交易等方式，帮助他人作虚假宣传。")),
        ("停止转账，“再转一笔就能提现”也是骗。", "拨打 110 报警，说清转账时间和对方账号。", "不要相信“代追回”，那是第二次骗局。"),
        ("刷单", "兼职", "返利", "垫付")), Words(
        "Paid tasks: 15 yuan won on the first, 40,000 lost on the third",
        "Small gains are the bait, “linked tasks” the hook. No real job asks you to pay first.",
        "## What happened\n\n"
        "Lin, a second-year student, saw an offer in a group: work from home, paid task by task. For the first he laid out 100 yuan and got "
        "115 back within five minutes.\n\n"
        "Next day he was told that he had drawn **three linked tasks**, paid back together. After the third his account was “frozen for "
        "delay” and he should pay to unfreeze it. When 40,000 yuan were gone, the group was dissolved.\n\n"
        "## How to see through it\n\n"
        "- Whoever wants you to pay first is a cheat\n"
        "- “No payout before the last task” is a cheat\n"
        "- Fake orders are against the law in themselves\n\n"
        "> You look at the bonus; they look at your savings.\n",
        (("Criminal Law", "Article 266", "Taking others' property by deceit is fraud where the amount is relatively large."),
         ("Anti-Unfair Competition Law", "", "No business may help others to advertise falsely, for example by arranging fake sales.")),
        ("Stop paying: “one more and you can withdraw” is part of it.", "Call 110 with the times and the accounts you paid to.",
         "Trust nobody who offers to get it back: that is the second scam."),
        ("task scam", "part-time job", "prepay")),),
    Case("fake-investment", "fraud", "2026-11-16", Words(
        "跟着“老师”炒股，平台上的盈利全是数字",
        "账面翻了一倍，一提现就要交税。软件是假的，群里的“同学”也是假的。",
        "## 事情的经过\n\n"
        "退休的陈阿姨被拉进一个“股票学习群”。“老师”每天讲课，群友纷纷晒盈利。她按链接装上一个软件，投了五万元，几天后账面变成十万。\n\n"
        "想提现时，客服说要先交百分之二十的“个人所得税”。女儿陪她查了查：这个软件在应用商店里找不到，“公司”也没有金融牌照。\n\n"
        "## 三个破绽\n\n"
        "- **渠道不正**：软件只能从链接下载\n"
        "- **只涨不跌**：保本高收益，投资里没有这样的事\n"
        "- **提现先交钱**：正规机构的税费从收益里扣\n",
        (("刑法", "第二百六十六条", "虚构投资项目骗取财物，数额较大的，构成诈骗罪。"),
         ("证券法", "", "未经批准，任何单位和个人不得经营证券业务。")),
        ("在监管部门网站上查一查，对方有没有牌照。", "停止追加，截图保存群聊和软件界面。", "拨打 110 报警。", "转账之前，先和家人说一声。"),
        ("投资", "理财", "炒股", "荐股", "养老钱")), Words(
        "Trading with a “teacher”: the profits were only numbers",
        "Her balance doubled, but taking it out “cost a tax”. The app was fake, and so were her classmates.",
        "## What happened\n\n"
        "Mrs Chen, retired, was added to a share trading class. The “teacher” lectured daily and members showed their profits. She installed "
        "an app from a link, put in 50,000 yuan and saw 100,000 a few days later.\n\n"
        "To withdraw she should pay 20 percent of “income tax” first. Her daughter helped her check: no app store had the app, and the "
        "company had no licence.\n\n"
        "## Three cracks\n\n"
        "- **A back door**: the app comes from a link only\n"
        "- **It only rises**: safe and high returns do not exist\n"
        "- **Pay to be paid**: real fees are taken out of the yield\n",
        (("Criminal Law", "Article 266", "Inventing an investment to take property is fraud where the amount is relatively large."),
         ("Securities Law", "", "Without approval nobody may run a securities business.")),
        ("Look up the licence on the regulator's site.", "Add nothing, and keep screenshots of chats and app.", "Call 110.",
         "Talk to your family before you transfer."),
        ("investment", "shares", "savings")),),
    Case("police-impersonation", "fraud", "2026-11-14", Words(
        "“警官”在线办案，要他一个人住进酒店",
        "真警察不会用视频通话做笔录，更没有“安全账户”。",
        "## 事情的经过\n\n"
        "小吴接到电话，说他的身份证“涉嫌洗钱”。视频里，一个穿制服的人出示了“逮捕令”，要他**独自住进酒店，不许告诉任何人**，再把存款转入“安全账户”接受核查。\n\n"
        "酒店前台看他神色慌张，多问了一句，帮他拨通了 96110。真正的民警赶到时，转账页面还停在最后一步。\n\n"
        "## 记住三个“不会”\n\n"
        "1. 公安机关**不会**通过电话、网络做笔录\n"
        "2. **不会**在网上出示逮捕令、通缉令\n"
        "3. **不会**要求向任何账户转账\n\n"
        "> 不让您告诉家人的，一定是骗子。\n",
        (("刑法", "第二百七十九条", "冒充国家机关工作人员招摇撞骗的，追究刑事责任；冒充人民警察的，从重处罚。"),
         ("刑法", "第二百六十六条", "骗取他人财物，数额较大的，构成诈骗罪。")),
        ("马上挂断，不要按对方的要求独处。", "把事情告诉家人、同事，或身边的工作人员。", "拨打 110 或 96110 核实。", "已经转账，请立即报警。"),
        ("公检法", "安全账户", "洗钱", "逮捕令", "冒充警察")), Words(
        "An “officer” on video told him to hide in a hotel",
        "The police take no statements by video call, and there is no such thing as a safe account.",
        "## What happened\n\n"
        "Wu was called: his identity card was “involved in money laundering”. On video a man in uniform showed an “arrest warrant”, told him "
        "to **take a hotel room alone and tell nobody**, and to move his savings into a “safe account”.\n\n"
        "The receptionist saw how shaken he was, asked, and called 96110 for him. When the real police arrived, the transfer was one tap "
        "away.\n\n"
        "## Three things the police never do\n\n"
        "1. Take statements by phone or online\n"
        "2. Show warrants online\n"
        "3. Ask you to transfer money, to any account\n\n"
        "> Whoever forbids you to tell your family is a cheat.\n",
        (("Criminal Law", "Article 279", "Posing as a state official to deceive is a crime; posing as police is punished more heavily."),
         ("Criminal Law", "Article 266", "Taking others' property by deceit is fraud where the amount is relatively large.")),
        ("Hang up, and do not go anywhere alone.", "Tell your family, a colleague, or staff nearby.", "Call 110 or 96110 to check.",
         "If you paid, call the police at once."),
        ("police", "safe account", "warrant")),),
    Case("flight-change", "fraud", "2026-11-12", Words(
        "“航班取消”短信是假的，改签要走官方渠道",
        "短信里有姓名、有航班号，点进去的“退改网站”却是仿冒的。",
        "## 事情的经过\n\n"
        "出发前一晚，老郑收到短信：航班因故障取消，可补偿三百元，请点击链接办理改签。短信里他的姓名和航班号都对。\n\n"
        "网页要他填写银行卡号、密码和**验证码**。他多看了一眼网址，字母里混进了一个数字。打航空公司官方电话一问，航班照常起飞。\n\n"
        "## 两个习惯\n\n"
        "- 航班动态，只看官方软件、机场大屏和柜台\n"
        "- 网址要自己输入，不点短信里的链接\n",
        (("反电信网络诈骗法", "", "任何单位和个人不得为他人实施电信网络诈骗提供支持或者帮助，例如出售个人信息。"),
         ("刑法", "第二百五十三条之一", "违法出售或者提供公民个人信息，情节严重的，追究刑事责任。")),
        ("到柜台或拨打官方电话核实。", "填过卡号，马上联系银行冻结。", "把短信截图，向 12321 举报。"),
        ("机票", "改签", "钓鱼网站", "短信", "航班")), Words(
        "The “flight cancelled” message was false: rebook with the airline only",
        "It knew his name and flight. The rebooking page behind the link was an imitation.",
        "## What happened\n\n"
        "On the eve of his flight Zheng got a message: cancelled for a fault, 300 yuan compensation, tap to rebook. Name and flight were "
        "right.\n\n"
        "The page wanted card number, password and **code**. He looked at the address again: a digit stood among the letters. The airline's "
        "own number told him that the flight was on time.\n\n"
        "## Two habits\n\n"
        "- Trust the airline's app, the airport's boards and the counter\n"
        "- Type the address yourself; leave links in messages alone\n",
        (("Anti-Telecom and Online Fraud Law", "", "Nobody may support such fraud, for example by selling personal data."),
         ("Criminal Law", "Article 253-1", "Selling or handing out citizens' personal data unlawfully is a crime where serious.")),
        ("Ask at the counter or call the official number.", "If you entered your card, have the bank block it.",
         "Take a screenshot and report it to 12321."),
        ("flight", "phishing", "rebooking", "ticket")),),
    Case("lent-bank-card", "fraud", "2026-11-10", Words(
        "借出一张银行卡，他成了诈骗的“帮手”",
        "“只借三天，给五百元”。钱不多，代价却是一段案底。",
        "## 事情的经过\n\n"
        "刚毕业的小何在网上看到“收银行卡，日结五百”。他想，卡里又没有钱，便连手机卡一起借了出去。\n\n"
        "一周后民警找到他：卡里流过六十多万元，全是受害人的钱。小何没有骗过人，却帮骗子转走了赃款。\n\n"
        "## 请记住\n\n"
        "- 银行卡、手机卡、支付账户、社交账号，**都不能出租、出借、出售**\n"
        "- 被惩戒的人，今后办卡、转账都会受限\n",
        (("反电信网络诈骗法", "第三十一条", "任何单位和个人不得非法买卖、出租、出借电话卡、银行账户、支付账户、互联网账号等。"),
         ("刑法", "第二百八十七条之二", "明知他人利用信息网络犯罪，仍提供支付结算等帮助，情节严重的，追究刑事责任。")),
        ("已经借出的，马上挂失、注销。", "向公安机关说明情况，越早越主动。", "看到收卡广告，请举报。"),
        ("两卡", "银行卡", "出租", "洗钱", "帮信")), Words(
        "He lent his bank card and became the fraudsters' helper",
        "“Three days for 500 yuan.” Little money, and a criminal record.",
        "## What happened\n\n"
        "He, just out of college, read: bank cards wanted, 500 yuan a day. There was nothing on his card, he thought, and lent it with his "
        "SIM.\n\n"
        "A week later the police came: more than 600,000 yuan of victims' money had run through it. He had deceived nobody, but he had "
        "moved the loot.\n\n"
        "## Remember\n\n"
        "- Bank cards, SIM cards, payment and social accounts are **never to be rented, lent or sold**\n"
        "- Those who did meet limits on cards and transfers later\n",
        (("Anti-Telecom and Online Fraud Law", "Article 31", "Nobody may unlawfully trade, rent out or lend phone cards, bank, payment or "
          "internet accounts."),
         ("Criminal Law", "Article 287-2", "Knowingly helping online crime, for example with payments, is a crime where serious.")),
        ("If you lent one, report it lost and close it now.", "Tell the police: the earlier, the better for you.",
         "Report offers to buy cards."),
        ("bank card", "money mule", "SIM card")),),
    Case("betting-app", "gambling", "2026-11-19", Words(
        "先赢后输的“竞猜”软件，输赢都在后台",
        "前三天赢了八百，一个月输了十一万。庄家改一个数字，谁也看不见。",
        "## 事情的经过\n\n"
        "球赛季里，小高经同事介绍装了一个“竞猜”软件。前三天他赢了八百元，胆子越来越大，开始借网贷下注。\n\n"
        "一个月后，他欠下十一万元。民警查获后台时发现，每一局的赔率和结果，**都可以由管理员随手修改**。\n\n"
        "## 为什么总是输\n\n"
        "1. 先让您赢，是为了让您敢下大注\n"
        "2. 想“翻本”，正是庄家等着的那一刻\n"
        "3. 真的赢多了，账号就会被“封”\n\n"
        "> 十赌十输，网赌连对手都是假的。\n",
        (("刑法", "第三百零三条", "开设赌场的，追究刑事责任；以营利为目的聚众赌博或者以赌博为业的，也追究刑事责任。"),
         ("治安管理处罚法", "", "参与赌博赌资较大的，依法予以拘留、罚款。")),
        ("删掉软件，解绑银行卡。", "把实情告诉家人，不要借钱“翻本”。", "拨打 110 举报赌博网站。"),
        ("赌博", "竞猜", "下注", "网贷", "翻本")), Words(
        "The betting app that let him win first",
        "He won 800 yuan in three days and lost 110,000 in a month. The bank changed a number nobody could see.",
        "## What happened\n\n"
        "In the football season a colleague showed Gao a “guessing” app. He won 800 yuan in three days, grew bold, and borrowed to bet.\n\n"
        "A month later he owed 110,000 yuan. When the police seized the server, they found that odds and results of every round **could be "
        "changed by the operator at will**.\n\n"
        "## Why you always lose\n\n"
        "1. You win first so that you dare to stake more\n"
        "2. Winning it back is the moment the bank waits for\n"
        "3. Who really wins is “suspended”\n\n"
        "> Gamblers lose; online, even the opponent is fake.\n",
        (("Criminal Law", "Article 303", "Running a gambling house is a crime, as is assembling people to gamble for profit or living on it."),
         ("Public Security Administration Punishments Law", "", "Gambling for larger stakes is punished by detention and fines.")),
        ("Delete the app and unlink your bank card.", "Tell your family, and borrow nothing to win it back.", "Report the site: call 110."),
        ("betting", "casino", "debt")), "media/gambling.mp4"),
    Case("parcel-qr-code", "malware", "2026-11-17", Words(
        "扫了包裹里的“抽奖码”，手机自己发起短信",
        "卡片上写着“百分百中奖”，扫码装上的却是木马。",
        "## 事情的经过\n\n"
        "李女士收到一个没有买过的包裹，里面只有一张刮奖卡。扫码后，网页提示“安装领奖助手”，她点了**允许**。\n\n"
        "当天夜里，手机向通讯录里的人群发短信，每条都带着同一个链接。原来那个软件要走了短信、通讯录和无障碍权限。\n\n"
        "## 权限就是钥匙\n\n"
        "- 要短信权限的，可能在偷看验证码\n"
        "- 要“无障碍”权限的，可能在替您点屏幕\n"
        "- 不是应用商店来的，一律不装\n",
        (("刑法", "第二百八十六条", "故意制作、传播计算机病毒等破坏性程序，后果严重的，追究刑事责任。"),
         ("网络安全法", "", "任何个人和组织不得设置恶意程序，不得窃取网络数据。")),
        ("打开飞行模式，先断网。", "卸载可疑软件；卸不掉，请备份后恢复出厂设置。", "换一部手机修改密码，并联系银行。", "告诉亲友，不要点您手机发出的链接。"),
        ("木马", "病毒", "二维码", "扫码", "中奖", "权限")), Words(
        "A prize code in a parcel, and her phone began to send messages",
        "The card promised that everybody wins. What it installed was a trojan.",
        "## What happened\n\n"
        "Ms Li got a parcel she had not ordered, with nothing but a scratch card. Its code led to a “prize assistant”, and she tapped "
        "**Allow**.\n\n"
        "That night her phone wrote to everyone in her contacts, always with the same link. The app had taken the rights to messages, "
        "contacts and accessibility.\n\n"
        "## Permissions are keys\n\n"
        "- Messages: it may read your codes\n"
        "- Accessibility: it may tap for you\n"
        "- Not from an app store: do not install it\n",
        (("Criminal Law", "Article 286", "Wilfully making or spreading viruses is a crime where the consequences are serious."),
         ("Cybersecurity Law", "", "Nobody may plant malicious programs or steal data from networks.")),
        ("Switch to flight mode first.", "Remove the app; if you cannot, back up and reset the phone.",
         "Change passwords on another device and call your bank.", "Warn your friends of links from your phone."),
        ("trojan", "virus", "QR code", "permissions")),),
    Case("game-topup", "minors", "2026-11-15", Words(
        "孩子用奶奶的手机充了六千元，钱还能要回来吗",
        "不满八周岁，充值无效；八周岁以上，要看是否与年龄相适应。证据要留好。",
        "## 事情的经过\n\n"
        "九岁的乐乐用奶奶的手机玩游戏，三天里充值六千多元。账号是用奶奶的身份证注册的，支付密码是孩子看会的。\n\n"
        "妈妈没有责骂，而是和孩子一起整理了充值记录、游戏时间和聊天内容，向平台申请退款。说明情况后，平台退回了大部分款项。\n\n"
        "## 家长可以做的\n\n"
        "- 打开**未成年人模式**，关掉免密支付\n"
        "- 老人手机里的支付密码，别让孩子知道\n"
        "- 和孩子商量每天玩多久，说到做到\n\n"
        "> 游戏里最想要的“皮肤”，常常是有人陪他玩。\n",
        (("民法典", "第一百四十五条", "限制民事行为能力人实施的、与其年龄智力不相适应的行为，经法定代理人同意或者追认后才有效。"),
         ("未成年人保护法", "第七十四条", "网络产品和服务提供者不得向未成年人提供诱导其沉迷的产品和服务。"),
         ("未成年人网络保护条例", "", "网络游戏、直播等服务应当限制未成年人的消费数额。")),
        ("保存充值记录、游戏记录和付款凭证。", "先找平台的未成年人退款通道。", "协商不成，拨打 12315。", "遇到其他侵害，拨打 12377。"),
        ("游戏", "充值", "打赏", "退款", "沉迷")), Words(
        "A child spent 6,000 yuan on Grandma's phone: can it be had back?",
        "Below eight, it does not count; above, it must suit the age. Keep the proof.",
        "## What happened\n\n"
        "Nine-year-old Lele played on his grandmother's phone and bought 6,000 yuan's worth in three days. The account was hers; he had "
        "watched her type the password.\n\n"
        "His mother did not scold. Together they listed the payments, hours and chats and asked the platform for a refund, and most of it "
        "was returned.\n\n"
        "## What parents can do\n\n"
        "- Switch on the **minors' mode**, and password-free payment off\n"
        "- Keep the grandparents' password from the children\n"
        "- Agree on hours, and keep to them\n\n"
        "> What a child most wants from a game is often somebody to play with.\n",
        (("Civil Code", "Article 145", "What a minor does beyond what suits the age is valid only if a guardian agrees."),
         ("Law on the Protection of Minors", "Article 74", "Services may not offer minors what lures them into addiction."),
         ("Regulations on Protecting Minors Online", "", "Games and live streams have to limit what minors can spend.")),
        ("Keep records of payments and play.", "Use the platform's refund channel for minors first.", "If that fails, call 12315.",
         "For other harm to a child, call 12377."),
        ("game", "top-up", "refund", "addiction")), "media/minors.mp4"),
    Case("stranger-asks-photo", "minors", "2026-11-09", Words(
        "网上的“姐姐”要照片，孩子做对了三件事",
        "不发、不删、告诉大人。错的不是孩子，是提出要求的人。",
        "## 事情的经过\n\n"
        "十二岁的小雨在学画画的群里认识了一位“姐姐”。聊了两周，对方说可以推荐她当小模特，但要先发几张“身材照”，还叮嘱“别让家长知道”。\n\n"
        "小雨没有发，也没有删掉聊天，她把手机拿给了妈妈。妈妈先抱了抱她，然后报了警。\n\n"
        "## 想对孩子说\n\n"
        "- 身体的照片，谁要都不给\n"
        "- 要您保密的大人，不是好朋友\n"
        "- 已经发了也不要怕，说出来就有人帮您\n\n"
        "> 家长听到以后的第一句话，请说：“你告诉我，做得很对。”\n",
        (("未成年人保护法", "第五十四条", "禁止对未成年人实施性侵害、性骚扰。"),
         ("未成年人网络保护条例", "", "任何组织和个人不得在网络上向未成年人发送、索要有害身心的信息。")),
        ("不转发、不删除，保存对方账号和聊天记录。", "拨打 110 报警，也可以拨打 12377 举报。", "陪着孩子，不责怪；需要时请拨打 12355。"),
        ("隔空猥亵", "性侵", "网友", "孩子", "照片")), Words(
        "A “big sister” online asked for photos, and the child did three things right",
        "She sent nothing, deleted nothing, and told a grown-up. The fault lies with who asked.",
        "## What happened\n\n"
        "Xiaoyu, twelve, met a “big sister” in a drawing group. After two weeks she was promised a place as a child model, for some photos "
        "of herself: “and do not tell your parents.”\n\n"
        "She sent none and deleted nothing, but showed her mother. Her mother hugged her first, and then called the police.\n\n"
        "## To children\n\n"
        "- Nobody gets photos of your body\n"
        "- A grown-up who wants a secret is no friend\n"
        "- If you have sent one, do not be afraid: tell, and you will be helped\n\n"
        "> Parents, let your first words be: “You did right to tell me.”\n",
        (("Law on the Protection of Minors", "Article 54", "Sexual abuse and harassment of minors are forbidden."),
         ("Regulations on Protecting Minors Online", "", "Nobody may send minors harmful content online, or demand it of them.")),
        ("Forward and delete nothing; keep the account and the chat.", "Call 110, or report to 12377.",
         "Stay with the child and do not blame; for support call 12355."),
        ("grooming", "children", "photos")),),
    Case("job-application-leak", "privacy", "2026-11-13", Words(
        "投了一份简历，骚扰电话响了一个月",
        "假招聘收真信息。身份证照片，不是找工作的第一步。",
        "## 事情的经过\n\n"
        "小沈在网上投简历，一家“公司”秒回录用，要她先填表：身份证正反面、银行卡、家庭住址、紧急联系人。\n\n"
        "第二天起，贷款、刷单、培训的电话一个接一个。她向平台举报，查明那家“公司”只是为了收集信息，**一天能卖出上百份**。\n\n"
        "## 给信息上锁\n\n"
        "1. 简历只写必要内容，不写身份证号和详细住址\n"
        "2. 证件复印件上注明用途和日期\n"
        "3. 不再用的账号，及时注销\n",
        (("个人信息保护法", "第六条", "收集个人信息，应当限于实现处理目的的最小范围，不得过度收集。"),
         ("个人信息保护法", "第四十七条", "处理目的已经实现，或者您撤回同意的，处理者应当删除个人信息；未删除的，您有权请求删除。"),
         ("刑法", "第二百五十三条之一", "非法获取、出售公民个人信息，情节严重的，追究刑事责任。")),
        ("要求对方删除您的信息，保留回复。", "向招聘平台和 12377 举报。", "担心被冒用，查一查名下的电话卡和贷款。"),
        ("简历", "招聘", "身份证", "信息泄露", "骚扰电话", "隐私")), Words(
        "One application, and a month of nuisance calls",
        "A false employer collected real data. A photo of your identity card is not the first step to a job.",
        "## What happened\n\n"
        "Shen applied online and a “company” hired her within seconds. The form asked for both sides of her identity card, bank card, "
        "address and an emergency contact.\n\n"
        "From the next day on, loans, tasks and courses were offered by phone. She complained, and it turned out that the company existed "
        "only to collect: **it sold over a hundred sets a day**.\n\n"
        "## Lock up your data\n\n"
        "1. A résumé needs no identity number and no full address\n"
        "2. Write purpose and date across copies of papers\n"
        "3. Close accounts you no longer use\n",
        (("Personal Information Protection Law", "Article 6", "Only the least that the purpose needs may be collected."),
         ("Personal Information Protection Law", "Article 47", "Once the purpose is met or you withdraw your consent, your data are to be "
          "deleted, and you may demand it."),
         ("Criminal Law", "Article 253-1", "Unlawfully obtaining or selling personal data is a crime where serious.")),
        ("Ask for your data to be deleted and keep the answer.", "Report it to the job site and to 12377.",
         "Check which SIM cards and loans run in your name."),
        ("resume", "job", "identity card", "data leak")), "media/personal-data.mp4"),
    Case("class-chat", "violence", "2026-11-11", Words(
        "一张截图，让她成了全年级的“靶子”",
        "转发、起外号、晒住址，每一步都可能违法。沉默的人，也可以伸出手。",
        "## 事情的经过\n\n"
        "运动会后，有人把小安摔倒的截图做成表情包，在班级群里传开。三天后，她的名字、班级和家庭住址被贴上了一个论坛。\n\n"
        "同桌没有转发，而是截图保存，陪她去找老师。平台接到通知后删除了帖子，带头的同学当面道了歉。\n\n"
        "## 遇到网络暴力\n\n"
        "- **先保存**：截图要有账号、时间和链接\n"
        "- **再通知**：要求平台删除、断开链接\n"
        "- **不独自扛**：告诉家人、老师或朋友\n\n"
        "> 您少转发一次，她就少受一次伤。\n",
        (("民法典", "第一千零二十四条", "民事主体享有名誉权，任何人不得以侮辱、诽谤等方式侵害。"),
         ("未成年人保护法", "第七十七条", "任何组织或者个人不得通过网络对未成年人实施侮辱、诽谤、威胁等网络欺凌行为。"),
         ("刑法", "第二百四十六条", "公然侮辱他人或者捏造事实诽谤他人，情节严重的，追究刑事责任。")),
        ("截图保存，不与对方对骂。", "使用平台的“一键防护”，并要求删除。", "拨打 12377 举报；受到威胁，拨打 110。", "心里难受，可以拨打 12356 聊一聊。"),
        ("网暴", "人肉搜索", "欺凌", "侮辱", "诽谤", "校园")), Words(
        "One screenshot made her the target of her year",
        "Sharing, name-calling, posting an address: each step may break the law. Bystanders can help.",
        "## What happened\n\n"
        "After sports day a picture of Xiao An falling became a sticker in the class chat. Three days later her name, class and address "
        "stood in a forum.\n\n"
        "Her neighbour in class did not share it, but saved it and went to the teacher with her. The platform took the posts down, and the "
        "ringleader apologised to her face.\n\n"
        "## When it happens\n\n"
        "- **Save first**: with account, time and link\n"
        "- **Then notify**: ask the platform to remove it\n"
        "- **Not alone**: tell family, a teacher, a friend\n\n"
        "> Each share you leave out is one wound less.\n",
        (("Civil Code", "Article 1024", "Everyone's reputation is protected against insult and defamation."),
         ("Law on the Protection of Minors", "Article 77", "Nobody may insult, defame or threaten minors online."),
         ("Criminal Law", "Article 246", "Serious public insult or defamation is a crime.")),
        ("Take screenshots; do not answer in kind.", "Use the platform's protection mode and ask for removal.",
         "Report to 12377; if threatened, call 110.", "If it weighs on you, call 12356 to talk."),
        ("bullying", "doxxing", "insult", "school")), "media/online-abuse.mp4"),
    Case("flood-video", "rumour", "2026-11-08", Words(
        "“水库决堤”视频是五年前的，转发者被处罚",
        "换一个地名，旧画面就成了“突发”。先查证，再转发。",
        "## 事情的经过\n\n"
        "一场大雨过后，一段洪水视频配上“某水库决堤，快跑”的文字，一小时转了上万次，有人因此连夜搬家。\n\n"
        "核查发现，画面是**五年前外地的旧闻**，发布者为了涨粉改了地名。水库当天一切正常。\n\n"
        "## 三步辨真假\n\n"
        "1. 看来源：有没有发布单位和时间\n"
        "2. 看画面：招牌、车牌、方言对不对\n"
        "3. 看官方：应急、水利部门怎么说\n\n"
        "> 着急的时候，更要等一等官方消息。\n",
        (("刑法", "第二百九十一条之一", "编造虚假的险情、疫情、灾情、警情在网络上传播，严重扰乱社会秩序的，追究刑事责任。"),
         ("治安管理处罚法", "", "散布谣言，故意扰乱公共秩序的，依法予以拘留、罚款。")),
        ("先不转发，到官方账号查一查。", "已经转发，请删除并说明。", "向 12377 举报，附上链接。"),
        ("谣言", "洪水", "决堤", "旧闻", "辟谣")), Words(
        "The “broken dam” film was five years old, and sharing it was punished",
        "Change the name of the place, and old pictures become news. Check, then share.",
        "## What happened\n\n"
        "After heavy rain a film of a flood ran with the words “dam broken, run”. It was shared ten thousand times in an hour, and some "
        "left their homes at night.\n\n"
        "The pictures were **five years old and from elsewhere**; the poster had changed the name to gain followers. The dam was sound.\n\n"
        "## Three steps\n\n"
        "1. The source: who says so, and when\n"
        "2. The picture: do signs, plates and accents fit\n"
        "3. The authorities: what do they say\n\n"
        "> The more urgent it feels, the more it is worth waiting for official word.\n",
        (("Criminal Law", "Article 291-1", "Inventing dangers, epidemics, disasters or police alerts and spreading them online is a crime "
          "where it gravely disturbs public order."),
         ("Public Security Administration Punishments Law", "", "Spreading rumours to disturb public order is punished by detention and "
          "fines.")),
        ("Do not share yet; look at official accounts.", "If you shared it, delete it and say so.", "Report it to 12377 with the link."),
        ("rumour", "flood", "fake news")), "media/rumour.mp4"),
    Case("live-stream", "vulgar", "2026-11-07", Words(
        "深夜直播间打“擦边球”，充值的多是学生",
        "先用低俗内容吸引人，再用“进群看更多”收钱。",
        "## 事情的经过\n\n"
        "家长发现，上初中的儿子半夜在看一个直播间。主播言语低俗，不断暗示“进群看更多”。进群要交三百元，群里发的是淫秽视频。\n\n"
        "家长没有声张，记下直播间号、账号和时间，向平台和 12377 举报。直播间被关停，组织者被依法追究责任。\n\n"
        "## 举报时请写清\n\n"
        "- 直播间号或网址\n"
        "- 账号名称\n"
        "- 看到的时间\n\n"
        "**请不要下载、保存或转发**这些内容，有网址就够了。\n",
        (("刑法", "第三百六十三条", "以牟利为目的传播淫秽物品的，追究刑事责任。"),
         ("网络信息内容生态治理规定", "", "网络信息内容生产者应当防范和抵制低俗、庸俗、媚俗等不良信息。")),
        ("记下网址、账号和时间，不转发内容。", "向平台和 12377 举报。", "平静地和孩子谈一谈，打开未成年人模式。"),
        ("色情", "低俗", "直播", "擦边", "淫秽")), Words(
        "A midnight stream on the edge: most who paid were pupils",
        "Vulgar talk drew them in; “join the group for more” took the money.",
        "## What happened\n\n"
        "Parents found their son, in middle school, watching a stream at night. The host kept hinting at more in a group. It cost 300 yuan "
        "and showed obscene films.\n\n"
        "They noted room, account and time and reported them to the platform and 12377. The room was closed and its organisers were "
        "brought to justice.\n\n"
        "## What a report needs\n\n"
        "- The room's number or address\n"
        "- The account's name\n"
        "- When you saw it\n\n"
        "Please **do not download, keep or share** such things: the address is enough.\n",
        (("Criminal Law", "Article 363", "Spreading obscene material for profit is a crime."),
         ("Provisions on the Governance of Online Content", "", "Those who make content shall resist what is vulgar.")),
        ("Note address, account and time; share nothing.", "Report to the platform and to 12377.",
         "Talk calmly with your child and switch on the minors' mode."),
        ("pornography", "vulgar", "live stream")),),
    Case("imitation-gun", "banned", "2026-11-06", Words(
        "网购“高仿真玩具枪”，包裹还没到，民警先到了",
        "“玩具”打得穿易拉罐，就可能是法律上的枪支。",
        "## 事情的经过\n\n"
        "小严在网上看到一把“一比一合金模型”，卖家说要改用“配件”的名义寄出。他付了款，没等到包裹，等来了民警。\n\n"
        "经鉴定，那把“玩具”达到枪支标准。小严主动说明情况，交出了聊天记录，卖家也被找到。\n\n"
        "## 这些东西不能买，也不能带\n\n"
        "- 仿真枪、弩、管制刀具\n"
        "- 烟花爆竹、易燃易爆物品\n"
        "- 卖家要求“换个名字寄”的任何东西\n",
        (("刑法", "第一百二十五条", "非法买卖、运输、邮寄枪支、弹药、爆炸物的，追究刑事责任。"),
         ("枪支管理法", "", "禁止任何单位或者个人违法持有、制造、买卖、运输枪支。")),
        ("不购买、不代收、不转寄。", "手里已经有的，主动上交公安机关。", "发现售卖信息，拨打 110 或 12377。"),
        ("违禁品", "仿真枪", "刀具", "烟花", "暴恐")), Words(
        "He ordered a “toy gun” online, and the police came before the parcel",
        "A toy that pierces a tin can may be a firearm before the law.",
        "## What happened\n\n"
        "Yan saw a “true to scale metal model”. The seller offered to declare it as “spare parts”. He paid, and instead of the parcel the "
        "police came.\n\n"
        "Tests showed that the toy met the definition of a firearm. He explained himself and handed over the chat, and the seller was "
        "found.\n\n"
        "## Not to be bought or carried\n\n"
        "- Imitation guns, crossbows, controlled knives\n"
        "- Fireworks and whatever burns or bursts easily\n"
        "- Anything a seller wants to send under another name\n",
        (("Criminal Law", "Article 125", "Unlawfully trading, carrying or mailing firearms, ammunition or explosives is a crime."),
         ("Law on the Control of Firearms", "", "Nobody may unlawfully hold, make, trade or carry firearms.")),
        ("Do not buy, receive or forward it.", "Hand in to the police what you already have.", "Report offers: 110 or 12377."),
        ("banned goods", "gun", "knife", "fireworks")),),
    Case("not-sure", "other", "2026-11-05", Words(
        "说不清归哪一类？照样可以举报",
        "看到什么就写什么，归类是我们的事。",
        "## 先写下三样\n\n"
        "常有人站在屏幕前犹豫：这算诈骗，还是谣言？其实您不用分得清。写下这三样就够了：\n\n"
        "1. **在哪里**：网址、账号或软件名称\n"
        "2. **什么时候**：看到的时间\n"
        "3. **是什么**：一两句话\n\n"
        "![举报与求助电话](media/poster-hotlines.png)\n\n"
        "## 之后会怎样\n\n"
        "每一条都有人看。不归我们管的，会转给管的部门。凭 **16 位查询码**，您随时可以回来看答复。\n\n"
        "> 不留姓名也可以。我们只看线索，不看您是谁。\n",
        (("网络安全法", "", "任何个人和组织有权举报危害网络安全的行为；收到举报的部门应当及时处理，不属于本部门职责的，应当及时移送。"),),
        ("选“其他”，写下看到的内容。", "收好查询码。", "人身或财产正在受到侵害，请先拨打 110。"),
        ("举报", "其他", "不确定", "查询码", "12377")), Words(
        "Not sure what it is? You can report it all the same",
        "Write what you saw. Sorting it is our work.",
        "## Three things to write\n\n"
        "People often hesitate before the screen: is it fraud, or a rumour? You need not know. These three are enough:\n\n"
        "1. **Where**: an address, an account, an app\n"
        "2. **When** you saw it\n"
        "3. **What** it was, in a sentence or two\n\n"
        "![Numbers for reports and help](media/poster-hotlines.png)\n\n"
        "## What happens next\n\n"
        "Somebody reads each report. What is not ours goes to those whose it is. With your **16-digit code** you can come back for the "
        "answer.\n\n"
        "> You need not leave a name. We look at what you found, not at who you are.\n",
        (("Cybersecurity Law", "", "Everyone may report what endangers the network; who receives a report handles it, or hands it on to "
          "those in charge."),),
        ("Choose “Something else” and write what you saw.", "Keep your code.", "If you are being harmed right now, call 110 first."),
        ("report", "not sure", "code")),),
)


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


# Before what an article says: its wording is not quoted.
IN_SHORT = {"zh": "大意：", "en": "In short: "}


def _file(case, language):
    words = getattr(case, language)
    lines = ["+++", f"title = {quoted(words.title)}", f"summary = {quoted(words.summary)}", f'category = "{case.category}"',
             f"date = {case.date}"]
    if case.film:
        lines.append(f'film = "{case.film}"')
    lines.append("keywords = [" + ", ".join(quoted(word) for word in words.keywords) + "]")
    lines += ["what_to_do = [", *(f"  {quoted(step)}," for step in words.steps), "]"]
    for law, article, text in words.law:
        lines += ["", "[[law]]", f"law = {quoted(law)}"]
        if article:
            lines.append(f"article = {quoted(article)}")
        lines.append(f"text = {quoted(IN_SHORT[language] + text)}")
    return "\n".join([*lines, "+++", "", words.body])


def _categories():
    text = "# What cases, quizzes and reports are sorted by, in this order.\n"
    for key, zh, en, colour in CATEGORIES:
        text += f'\n[[category]]\nkey = "{key}"\nname = {{ zh = "{zh}", en = "{en}" }}\nicon = "{key}"\ncolour = "{colour}"\n'
    return text


def files():
    """(name, text) of the categories and of every case in cases/."""
    return [("cases/categories.toml", _categories()),
            *((f"cases/{case.name}.{language}.md", _file(case, language)) for case in CASES for language in ("zh", "en"))]
