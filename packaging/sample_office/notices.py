# SPDX-License-Identifier: Apache-2.0
"""The sample office's notices and refuted rumours, in Chinese and English. No real person, company or case.

A title says the whole truth in one line, because the ticker shows nothing else.
"""
from dataclasses import dataclass


@dataclass(frozen=True)
class Notice:
    name: str
    kind: str  # refutation or notice
    date: str
    zh: tuple  # title, body (CommonMark)
    en: tuple
    until: str = ""


def _refuted(claim, fact, advice):
    return f"> **传言：** {claim}\n\n**事实：** {fact}\n\n**您可以：** {advice}\n"


def _refuted_en(claim, fact, advice):
    return f"> **Rumour:** {claim}\n\n**Fact:** {fact}\n\n**You can:** {advice}\n"


def _refutation(name, date, zh, en):
    return Notice(name, "refutation", date, (zh[0], _refuted(*zh[1:])), (en[0], _refuted_en(*en[1:])))


NOTICES = (
    _refutation("water-supply", "2026-11-20",
                ("“全区停水三天”是谣言：供水一切正常",
                 "明天起全区停水三天，赶快囤水。",
                 "没有停水计划，供水一切正常。真有检修，会提前张贴通知，并写明时间和范围。",
                 "先看供水单位的公告，再决定要不要转发。"),
                ("“No water for three days” is a rumour: supply is normal",
                 "From tomorrow the whole district has no water for three days. Stock up now.",
                 "No cut is planned. Before any repair, a notice with its hours and streets is posted.",
                 "Look for the supplier's notice before you share.")),
    _refutation("square-fire", "2026-11-19",
                ("“站前广场起火”视频是电脑合成的，广场一切正常",
                 "站前广场起火，浓烟滚滚，有视频为证。",
                 "画面由人工智能合成：同一盏路灯出现了两次，钟面上的数字也读不通。当天广场一切正常。",
                 "看到惊人的画面，先停一停，查一查有没有正式通报。"),
                ("The “fire on Station Square” video is computer-made: nothing burned",
                 "Station Square is on fire. Here is the video.",
                 "The pictures were generated: one street lamp appears twice and the clock face cannot be read. "
                 "The square was calm all day.",
                 "Pause at a startling picture and look for an official report.")),
    _refutation("verification-code", "2026-11-18",
                ("“报验证码就能退款”是骗局：验证码等于家门钥匙",
                 "您的订单有问题，把短信验证码报给客服，马上退款。",
                 "退款从来用不到验证码。说出验证码，等于把家门钥匙交给陌生人。",
                 "挂断电话，自己打开购物软件查看订单；已经说出口，请马上拨打 **96110**。"),
                ("“Read us the code for a refund” is a scam: a code is your door key",
                 "Your order has a problem. Tell our agent the code we sent and you get your money back.",
                 "No refund needs a code. Whoever has it can open your account.",
                 "Hang up and check the order in the app. If you told the code, call **96110** at once.")),
    _refutation("sim-card", "2026-11-17",
                ("“手机卡今晚停机，点链接认证”是诈骗短信",
                 "您的手机卡未实名认证，今晚二十四点停机，请点链接办理。",
                 "运营商不会用短信链接要您填写身份证和银行卡号。",
                 "不点链接。不放心，就去营业厅，或拨打卡背后的客服电话。"),
                ("“Your SIM card stops tonight, tap to verify” is a scam message",
                 "Your card is not registered and stops at midnight. Tap the link.",
                 "No carrier asks for your ID and bank card through a link in a message.",
                 "Leave the link alone. Ask at a shop, or call the number on the card.")),
    _refutation("subsidy", "2026-11-16",
                ("“扫码领补贴”是骗局：真补贴不用您填银行卡密码",
                 "扫描二维码，填写银行卡号和密码，当天领取生活补贴。",
                 "补贴由社区和单位公开办理，不用密码，也不收手续费。",
                 "补贴的事，请当面问社区窗口；看到这样的二维码，请拨打 **12377** 举报。"),
                ("“Scan for your subsidy” is a scam: a real one needs no bank password",
                 "Scan the code, enter card and password, and get your allowance today.",
                 "Allowances are handled in the open, without passwords and without a fee.",
                 "Ask at the community window. Report such a code: **12377**.")),
    _refutation("order-brushing", "2026-11-15",
                ("“刷单先垫付、做满就返”都是诈骗，没有例外",
                 "在家点点手机，先垫付，做满三单连本带利返还。",
                 "第一单的小钱是鱼饵。后面的“连单”“解冻费”，转出去就回不来。刷单本身也违法。",
                 "不垫付、不下载、不进群；已经转账，请马上拨打 **110**。"),
                ("“Pay first, get it back after three tasks” is always a scam",
                 "Work from your phone. Pay in advance and get everything back with a bonus.",
                 "The first payout is bait. What you send later does not come back. Faking orders is illegal, too.",
                 "Pay nothing, install nothing, join no group. If you paid, call **110** now.")),
    _refutation("money-recovery", "2026-11-14",
                ("“交手续费，帮您追回被骗的钱”是第二次骗局",
                 "我们是网络追款团队，先交手续费，三天追回损失。",
                 "公安机关追赃不收任何费用，也不会在网上接单。",
                 "被骗以后只做一件事：拨打 **110**，保存好聊天和转账记录。"),
                ("“Pay a fee and we recover your loss” is the second scam",
                 "We trace stolen money online. Pay the fee and see it again in three days.",
                 "The police charge nothing for it and take no orders online.",
                 "Do one thing: call **110** and keep the chats and the receipts.")),
    _refutation("holiday-packet", "2026-11-13",
                ("“转发十个群领节日红包”不属实，转的是您的信息",
                 "转发到十个群，就能打开节日大红包。",
                 "红包永远差最后一步。每转一次，您和亲友的昵称、头像就多一份落在别人手里。",
                 "不点、不转，也提醒家里的老人和孩子。"),
                ("“Share to ten groups for a holiday gift” is false: it collects your data",
                 "Share this to ten groups and a holiday gift opens.",
                 "It never opens. Each share hands over names and pictures, yours and your friends'.",
                 "Do not tap or share, and tell the elderly and the children at home.")),
    _refutation("security-gate", "2026-11-12",
                ("“过安检会抹掉银行卡里的钱”不属实，请放心通过",
                 "安检机会给银行卡消磁，钱会不见。",
                 "钱记在银行账上，不在卡里；安检用的射线也不会给卡片消磁。",
                 "放心通过，看管好自己的行李。"),
                ("“Security gates wipe bank cards” is false: walk through with ease",
                 "The scanner erases your card and your money is gone.",
                 "Your money is in the bank's books, not on the card, and the rays used do not erase it.",
                 "Walk through, and keep an eye on your luggage.")),
    Notice("report-desk", "notice", "2026-11-23", (
        "看到不良信息，在这里就能举报",
        "大厅的举报终端每天 **6:00 至 23:00** 开放，坐着、站着都能用。\n\n"
        "1. 选一选：您看到了什么\n"
        "2. 写一写：网址、账号或经过\n"
        "3. 收好 **16 位查询码**，随时来看答复\n\n"
        "不用登录，不留姓名也可以。每一条，我们都会看。\n"), (
        "Saw something harmful? Report it here",
        "The kiosks in this hall are open every day from **6:00 to 23:00**, seated or standing.\n\n"
        "1. Choose what you saw\n"
        "2. Write down the address, the account, or what happened\n"
        "3. Keep your **16-digit code** and come back for the answer\n\n"
        "No login, and no name unless you wish. We read every report.\n")),
    Notice("law-week", "notice", "2026-11-22", (
        "十二月第一周，来大厅听一堂法律课",
        "周一、周三、周五的 **10:00** 和 **15:00**，二十分钟，站着听也行。\n\n"
        "- 周一：网购遇到问题，怎样留证据\n"
        "- 周三：孩子上网，家长能做什么\n"
        "- 周五：个人信息泄露了，第一步做什么\n\n"
        "不用报名，欢迎您带着问题来。\n"), (
        "First week of December: a law lesson in this hall",
        "Monday, Wednesday and Friday at **10:00** and **15:00**, twenty minutes, standing room welcome.\n\n"
        "- Monday: trouble with an online order, and what to keep as proof\n"
        "- Wednesday: children online, and what parents can do\n"
        "- Friday: your data has leaked, and what to do first\n\n"
        "No booking. Bring your questions.\n"), "2026-12-08"),
    Notice("seniors-class", "notice", "2026-11-21", (
        "长辈防骗小课堂，周三上午等您来",
        "每周三 **9:30**，二楼服务台旁，有茶，有大字讲义。\n\n"
        "这一期我们一起练三件事：\n\n"
        "- 接到“客服”电话，怎样挂断\n"
        "- 手机弹出红包，怎样关掉\n"
        "- 要转账之前，先给家人打个电话\n\n"
        "请您把家里的长辈也带来。\n"), (
        "A class for our elders: Wednesday mornings",
        "Every Wednesday at **9:30**, by the desk on the second floor, with tea and large-print notes.\n\n"
        "This month we practise three things:\n\n"
        "- How to hang up on a “customer service” call\n"
        "- How to close a pop-up that promises money\n"
        "- Calling the family before any transfer\n\n"
        "Please bring your parents along.\n")),
    Notice("minors-mode", "notice", "2026-11-20", (
        "寒假快到了，请给孩子的手机打开未成年人模式",
        "在“设置”里搜索 **未成年人模式**，三分钟就能设好：\n\n"
        "- 约定每天用多久\n"
        "- 关掉打赏和大额支付\n"
        "- 夜里到点休息\n\n"
        "比密码更管用的，是每天聊一聊网上的事。需要帮助，请拨打 **12377**。\n"), (
        "Winter holidays ahead: switch on the minors' mode",
        "Search **minors' mode** in the settings. Three minutes are enough to:\n\n"
        "- agree on the hours of a day\n"
        "- switch off tips and large payments\n"
        "- let the phone rest at night\n\n"
        "What helps more than a password is talking about the day online. For help, call **12377**.\n")),
)


def _file(notice, language):
    title, body = getattr(notice, language)
    lines = ["+++", f'title = "{title}"', f"date = {notice.date}"]
    if notice.until:
        lines.append(f"until = {notice.until}")
    return "\n".join([*lines, f'kind = "{notice.kind}"', "+++", "", body])


def files():
    """(name, text) of every file in notices/."""
    return [(f"notices/{notice.name}.{language}.md", _file(notice, language)) for notice in NOTICES
            for language in ("zh", "en")]
