# SPDX-License-Identifier: Apache-2.0
"""The sample office's quizzes, in Chinese and English: a few questions for each topic, and a kind word after each."""
from cases import quoted

# name, category, title (zh, en), questions: text, options and the right one's number, explanation
QUIZZES = (
    ("fraud", "fraud", ("防骗小测验", "Spot the scam"), (
        (("“客服”说要给您退款，让您先下载软件、共享屏幕。您会？", "“Customer service” offers a refund; you only need to install an app and share your screen. You…"),
         (("照着做，早点拿到退款", "do as told, to be paid sooner"), ("挂断，自己打开购物软件查看", "hang up and look in the shopping app yourself"),
          ("只共享屏幕，不说密码", "share the screen but keep the password")), 2,
         ("对，挂断最稳妥。屏幕一共享，您输入的密码和验证码对方都看得见。真正的退款会原路返回。",
          "Hanging up is safest. A shared screen shows every password and code you type. Real refunds come back the way you paid.")),
        (("短信验证码，可以告诉谁？", "Who may know the code in your message?"),
         (("银行工作人员", "bank staff"), ("公安民警", "the police"), ("谁也不能告诉", "nobody at all")), 3,
         ("验证码等于家门钥匙。银行和民警都不会向您要，谁要都不给。", "The code is your door key. Neither bank nor police will ever ask for it.")),
        (("“做任务先垫付，做满三单一起返”，这是？", "“Pay first for three tasks and get it all back.” This is…"),
         (("正规兼职", "a proper side job"), ("刷单诈骗", "a task scam"), ("新人福利", "a welcome gift")), 2,
         ("先垫付的兼职都是诈骗。第一单返的小钱只是鱼饵。没选对也没关系，下次就认得它了。",
          "Jobs that make you pay first are scams; the first payout is bait. If you missed it, now you know it.")),
        (("发现自己被骗转账了，第一件事是？", "You have just paid a cheat. What comes first?"),
         (("在网上找人追款", "find somebody online to get it back"), ("再等等看", "wait and see"), ("马上拨打 110 或 96110", "call 110 or 96110 at once")), 3,
         ("越早报警，越可能把钱拦下来。别自责，骗子练的就是这个。", "The sooner you call, the likelier the money can be stopped. Do not blame yourself: cheats train for this.")),
    )),
    ("privacy", "privacy", ("守好个人信息", "Keep your data yours"), (
        (("快递单上的姓名和电话，丢掉之前最好？", "Before you throw a parcel label away, you had better…"),
         (("直接扔进垃圾桶", "just throw it away"), ("涂掉或撕碎", "black it out or tear it up"), ("拍照留念", "take a photo of it")), 2,
         ("一张面单上有姓名、电话和住址，涂一下只要三秒钟。", "A label holds name, number and address. Blacking it out takes three seconds.")),
        (("一个手电筒软件要读您的通讯录，您会？", "A torch app wants your contacts. You…"),
         (("拒绝，不给就用不了的，换一个", "refuse, and choose another app if it insists"), ("先同意，以后再说", "agree for now"), ("把通讯录清空再用", "empty your contacts first")), 1,
         ("照明用不到通讯录。法律要求，收集个人信息应当限于最小范围。", "Light needs no contacts. By law, only the least that the purpose needs may be collected.")),
        (("公共 Wi-Fi 连上以后，哪件事最好不做？", "On public Wi-Fi, what is better left alone?"),
         (("看天气", "the weather"), ("看新闻", "the news"), ("转账付款", "a bank transfer")), 3,
         ("转账时，改用手机自己的流量更安心。看看天气和新闻没有问题。", "For payments, your own mobile data is safer. Weather and news are fine.")),
    )),
    ("rumour", "rumour", ("这条消息能信吗", "Can you believe it?"), (
        (("家人群里转来“紧急通知，速转！”，先做什么？", "“Urgent, share at once!” arrives in the family group. First you…"),
         (("马上转给更多人", "share it with more people"), ("查一查有没有正式发布", "look for an official statement"), ("不理会，也不说", "ignore it and say nothing")), 2,
         ("先查证，再告诉家人结果，您就成了家里的“辟谣员”。", "Check first, then tell the family what you found: every family needs such a person.")),
        (("视频里的人脸和声音都很像，就一定是真的吗？", "Face and voice in a film are right. Is it real, then?"),
         (("一定是真的", "certainly"), ("不一定，可能是电脑合成", "not necessarily: a computer may have made it"), ("有声音就是真的", "yes, if it has sound")), 2,
         ("人工智能可以换脸、仿声。涉及转账，请换一种方式联系本人再确认。", "Faces and voices can be made. Where money is asked for, reach the person another way.")),
        (("不小心转发了谣言，应该？", "You have shared a rumour by mistake. You should…"),
         (("删除，并说明情况", "delete it and say so"), ("装作没发生", "pretend nothing happened"), ("再转一条别的盖过去", "share something else on top")), 1,
         ("及时删除、说明，就能少误导一个人。知错就改，很了不起。", "Deleting it and saying so keeps others from being misled. It takes courage, and it counts.")),
    )),
    ("minors", "minors", ("和孩子一起答", "To answer with your child"), (
        (("网友想约你单独见面，你应该？", "Somebody from the internet wants to meet you alone. You should…"),
         (("悄悄去", "go in secret"), ("告诉爸爸妈妈，不单独去", "tell your parents and not go alone"), ("叫上同学一起去", "take a classmate along")), 2,
         ("网上的人是谁，我们看不见。告诉大人，不是不勇敢，而是很聪明。", "We cannot see who is behind a screen. Telling a grown-up is not weak but wise.")),
        (("有人在网上要你的照片，还说“别告诉家长”。怎么办？", "Somebody asks for your photo and says “do not tell your parents”. What now?"),
         (("发一张就好", "send just one"), ("删掉聊天，当作没看见", "delete the chat"), ("不发、不删，拿给大人看", "send nothing, delete nothing, show a grown-up")), 3,
         ("让你保密的大人不是好朋友。留着聊天记录，大人才能帮你。", "A grown-up who wants a secret is no friend. The chat helps others to help you.")),
        (("同学被起外号、做成表情包，你可以？", "A classmate is mocked with stickers. You can…"),
         (("跟着转发", "share them too"), ("不转发，陪他告诉老师", "not share, and go to the teacher together"), ("假装没看到", "look away")), 2,
         ("你的一次不转发、一次陪伴，对他很重要。", "Not sharing and standing by: both mean a lot to somebody who is hurt.")),
    )),
    ("account", "malware", ("手机安全小测验", "A safe phone"), (
        (("下面哪个密码更安全？", "Which password is safer?"),
         (("生日", "a birthday"), ("123456", "123456"), ("一句只有您懂的长句子", "a long phrase only you know")), 3,
         ("长，比复杂更管用。不同的账户，用不同的密码。", "Long is stronger than complicated. Use a different one for each account.")),
        (("墙上贴着“扫码领礼品”，还要装软件。您会？", "A poster says: scan, install, get a gift. You…"),
         (("扫了再说", "scan and see"), ("不扫，软件只从应用商店装", "do not, and install from app stores only"), ("用朋友的手机扫", "scan with a friend's phone")), 2,
         ("来路不明的软件可能藏着木马。礼品事小，账户事大。", "Unknown apps may hide a trojan. A gift is small, an account is not.")),
        (("手机中了木马，先做什么？", "Your phone has caught a trojan. First you…"),
         (("打开飞行模式", "switch to flight mode"), ("马上登录银行软件看看", "log in to your bank to look"), ("发朋友圈求助", "post for help")), 1,
         ("先断网，它就发不出去了。再换一部手机改密码，联系银行。", "Offline, it can send nothing. Then change passwords on another device and call the bank.")),
    )),
    ("gambling", "gambling", ("网赌的套路", "The tricks of online gambling"), (
        (("刚玩就赢，说明？", "You win at first. That means…"),
         (("手气好", "you are lucky"), ("平台故意让您赢", "the site lets you win"), ("找到了窍门", "you have found the trick")), 2,
         ("后台可以改结果。先让您赢，是为了让您敢下大注。", "The results can be changed. You win first so that you dare to stake more.")),
        (("输了钱，想“翻本”，最好的办法是？", "You have lost and want it back. Best is…"),
         (("借钱再来一次", "to borrow and try again"), ("停下来，告诉家人", "to stop and tell your family"), ("换个平台", "to change the site")), 2,
         ("停下来的那一刻，就是赢回来的开始。说出来不丢人。", "The moment you stop, you begin to win. There is no shame in telling.")),
        (("有人出钱租您的银行卡“走流水”，可以吗？", "Somebody pays to route money through your card. May you?"),
         (("可以，卡里没钱", "yes, it is empty"), ("只借一天可以", "for one day, yes"), ("不可以，出租出借银行卡违法", "no: renting or lending it is against the law")), 3,
         ("出租、出借银行卡，可能成为赌博和诈骗的“帮手”，要承担法律责任。", "It may make you a helper of gambling and fraud, with all that follows.")),
    )),
)


def _both(pair):
    return f"{{ zh = {quoted(pair[0])}, en = {quoted(pair[1])} }}"


def _file(category, title, questions):
    lines = [f"title = {_both(title)}", f'category = "{category}"']
    for text, options, answer, explanation in questions:
        lines += ["", "[[question]]", f"text = {_both(text)}", "options = [", *(f"  {_both(option)}," for option in options), "]",
                  f"answer = {answer}", f"explanation = {_both(explanation)}"]
    return "\n".join([*lines, ""])


def files():
    """(name, text) of every quiz in cases/."""
    return [(f"cases/{name}.quiz.toml", _file(category, title, questions)) for name, category, title, questions in QUIZZES]
