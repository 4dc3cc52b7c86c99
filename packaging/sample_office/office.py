# SPDX-License-Identifier: Apache-2.0
"""The sample office's other files: office, screens, channels, calendars, captions, and an alert to try."""
import pathlib
import textwrap

import cases
import notices
import quizzes
from films import FILMS, OFFICE_EN, OFFICE_ZH

# The form that every office begins with.
PUBLIC_KEYS = pathlib.Path(__file__).resolve().parent / "keys"
REPORT_FORM = pathlib.Path(__file__).resolve().parents[2] / "content/report_form/report.toml"

OFFICE = f'''\
# The sample office. Everything here is made up.
name = {{ zh = "{OFFICE_ZH}", en = "{OFFICE_EN}" }}
time_zone = "Asia/Shanghai"
languages = ["zh", "en"]
default_channel = "concourse"
logo = "media/logo.png"
accent = "#1A5FB4"
categories = "cases/categories.toml"
'''

SCREENS = (  # id, channel, tags, size of the panel, footfall per hour, and how far the picture is turned on it
    ("T1-hall-01", "concourse", ("terminal", "hall"), "1920x1080", 1800),
    ("T1-hall-02", "concourse", ("terminal", "hall"), "1920x1080", 1650),
    ("T1-gate-12", "concourse", ("terminal", "gate"), "1920x1080", 900),
    ("T1-pillar-03", "concourse", ("terminal", "hall", "portrait"), "1080x1920", 1200),
    ("M2-platform-A", "platform", ("metro", "platform"), "1920x1080", 3200),
    ("M2-platform-B", "platform", ("metro", "platform"), "1920x1080", 3100),
    ("M2-concourse-1", "platform", ("metro", "concourse"), "1920x1080", 2600),
    ("M2-pillar-01", "platform", ("metro", "concourse", "portrait"), "1920x1080", 2200, 90),
)

CONCOURSE = '''\
# What the terminal's halls play. Times are in concourse.ics, which any calendar program can edit.
title = { zh = "航站楼大厅", en = "Terminal concourse" }
default = "daily"
captions = ["zh", "en"]
transition = { kind = "crossfade", duration = "500ms" }

[sound]
level = 0.8
volume = [
  { from = "22:00", to = "06:30", level = 0.3 },   # people rest at the gates
  { from = "07:00", to = "09:30", level = 1.0 },   # the morning crowd
]

[playlists.daily]
items = [
  { media = "media/scam-refund.mp4", weight = 2 },
  { media = "media/poster-hotlines.png", duration = "8s" },
  "media/personal-data.mp4",
  "media/rumour.mp4",
  "media/gambling.mp4",
  { media = "media/poster-pause.png", duration = "8s", transition = { kind = "fade", colour = "#0B1D3F" } },
  "media/minors.mp4",
  "media/online-abuse.mp4",
  "media/how-to-report.mp4",
]

[playlists.travellers]
items = [
  { media = "media/scam-refund.mp4", weight = 3 },
  { media = "media/personal-data.mp4", weight = 2 },
  "media/how-to-report.mp4",
]

[playlists.families]
items = [
  { media = "media/minors.mp4", weight = 2 },
  "media/online-abuse.mp4",
  "media/rumour.mp4",
]

[playlists.law-week]
items = [
  "media/how-to-report.mp4",
  { media = "media/rumour.mp4", weight = 2 },
  { media = "media/scam-refund.mp4", weight = 2 },
  "media/online-abuse.mp4",
]

[playlists.night]
items = ["media/how-to-report.mp4", "media/personal-data.mp4"]

# Above a bar with logo and clock; below it the film, large, and beside it the notices and the way to the report
# form; at the bottom the refuted rumours.
[layout.landscape]
background = "#0B1D3F"

[[layout.landscape.zones]]
name = "logo"
kind = "logo"
area = [0.0156, 0.0139, 0.30, 0.0611]

[[layout.landscape.zones]]
name = "clock"
kind = "clock"
area = [0.60, 0, 0.3844, 0.0889]
ink = "#FFFFFF"
text_size = 0.034

[[layout.landscape.zones]]
name = "film"
kind = "programme"
area = [0, 0.0889, 0.8, 0.8]

[[layout.landscape.zones]]
name = "notices"
kind = "text"
area = [0.8, 0.0889, 0.2, 0.53]
background = "#F7F5EF"
ink = "#0B1D3F"
notices = ["notice"]
text_size = 0.03

[[layout.landscape.zones]]
name = "report"
kind = "qr"
area = [0.8, 0.6189, 0.2, 0.27]
background = "#122B58"
code = "https://report.sample-district.example/"
text = { zh = "扫码举报不良信息", en = "Scan to report" }
text_size = 0.03

[[layout.landscape.zones]]
name = "rumours"
kind = "ticker"
area = [0, 0.8889, 1, 0.1111]
background = "#FFC857"
ink = "#0B1D3F"
notices = ["refutation"]
text_size = 0.05
speed = 150

# Upright: logo, film, notices, then clock and code side by side, and the refuted rumours.
[layout.portrait]
background = "#0B1D3F"

[[layout.portrait.zones]]
name = "logo"
kind = "logo"
area = [0.05, 0.0145, 0.58, 0.0410]

[[layout.portrait.zones]]
name = "film"
kind = "programme"
area = [0, 0.07, 1, 0.3164]

[[layout.portrait.zones]]
name = "notices"
kind = "text"
area = [0, 0.3864, 1, 0.3936]
background = "#F7F5EF"
ink = "#0B1D3F"
text_size = 0.03

[[layout.portrait.zones]]
name = "clock"
kind = "clock"
area = [0, 0.78, 0.58, 0.155]
ink = "#FFFFFF"

[[layout.portrait.zones]]
name = "report"
kind = "qr"
area = [0.58, 0.78, 0.42, 0.155]
background = "#122B58"
code = "https://report.sample-district.example/"
text = { zh = "扫码举报" }

[[layout.portrait.zones]]
name = "rumours"
kind = "ticker"
area = [0, 0.935, 1, 0.065]
background = "#FFC857"
ink = "#0B1D3F"
notices = ["refutation"]
text_size = 0.03
'''

PLATFORM = '''\
# What the metro's platforms play.
title = { zh = "地铁站台", en = "Metro platforms" }
default = "daily"
captions = ["zh", "en"]              # a platform is loud, so its screens are mute
transition = { kind = "crossfade", duration = "500ms" }
sound = { muted = true }

[playlists.daily]
items = [
  "media/rumour.mp4",
  { media = "media/scam-refund.mp4", weight = 2 },
  "media/gambling.mp4",
  "media/online-abuse.mp4",
  "media/personal-data.mp4",
]

[playlists.peak]
items = [
  { media = "media/scam-refund.mp4", weight = 2 },
  "media/how-to-report.mp4",
]

[playlists.school]
items = ["media/minors.mp4", "media/online-abuse.mp4"]

# Larger films for people in a hurry: a narrow column with clock and code, a strip with logo and rumours.
[layout.landscape]
background = "#0B1D3F"

[[layout.landscape.zones]]
name = "film"
kind = "programme"
area = [0, 0, 0.86, 0.86]

[[layout.landscape.zones]]
name = "clock"
kind = "clock"
area = [0.86, 0, 0.14, 0.43]
ink = "#FFFFFF"

[[layout.landscape.zones]]
name = "report"
kind = "qr"
area = [0.86, 0.43, 0.14, 0.43]
background = "#122B58"
code = "https://report.sample-district.example/"
text = { zh = "扫码举报", en = "Scan to report" }
text_size = 0.03

[[layout.landscape.zones]]
name = "logo"
kind = "logo"
area = [0.0156, 0.885, 0.245, 0.09]

[[layout.landscape.zones]]
name = "rumours"
kind = "ticker"
area = [0.28, 0.86, 0.72, 0.14]
background = "#FFC857"
ink = "#0B1D3F"
notices = ["refutation"]
text_size = 0.055
speed = 120

[layout.portrait]
background = "#0B1D3F"

[[layout.portrait.zones]]
name = "film"
kind = "programme"
area = [0, 0, 1, 0.3164]

[[layout.portrait.zones]]
name = "rumours"
kind = "ticker"
area = [0, 0.3164, 1, 0.066]
background = "#FFC857"
ink = "#0B1D3F"
notices = ["refutation"]
text_size = 0.03

[[layout.portrait.zones]]
name = "notices"
kind = "text"
area = [0, 0.3824, 1, 0.4326]
background = "#F7F5EF"
ink = "#0B1D3F"
notices = ["notice", "refutation"]
text_size = 0.03

[[layout.portrait.zones]]
name = "clock"
kind = "clock"
area = [0, 0.815, 0.58, 0.125]
ink = "#FFFFFF"

[[layout.portrait.zones]]
name = "report"
kind = "qr"
area = [0.58, 0.815, 0.42, 0.185]
background = "#122B58"
code = "https://report.sample-district.example/"
text = { zh = "扫码举报" }

[[layout.portrait.zones]]
name = "logo"
kind = "logo"
area = [0.05, 0.945, 0.48, 0.036]
'''

ALERTS = '''\
# Alerts

A file NAME.xml that is put here takes over the office's screens within a second, and gives them back when it expires,
when a message cancels it, or when the file is taken away. Both the Common Alerting Protocol 1.2 and the XML of the national
warning platform are understood.

把预警信息文件（NAME.xml）放进这个文件夹，一秒之内屏幕就会显示；到期、收到解除信息或拿走文件，屏幕恢复原样。

To try it with an exercise, marked as one on the screen:

    cp examples/exercise-fire.xml alerts/
    rm alerts/exercise-fire.xml
'''

EXERCISE = '''\
<?xml version="1.0" encoding="UTF-8"?>
<!-- An exercise to try alerts with, see alerts/README.md. A real message expires within hours. -->
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>sample-office-exercise-fire</identifier>
  <sender>exercise@sample-district.example</sender>
  <sent>2026-01-01T00:00:00+08:00</sent>
  <status>Exercise</status>
  <msgType>Alert</msgType>
  <scope>Public</scope>
  <info>
    <language>zh-CN</language>
    <category>Fire</category>
    <event>疏散演练</event>
    <urgency>Immediate</urgency>
    <severity>Severe</severity>
    <certainty>Observed</certainty>
    <expires>2036-01-01T00:00:00+08:00</expires>
    <senderName>示例区应急演练小组</senderName>
    <headline>疏散演练：请从最近的安全出口离开</headline>
    <description>本次为疏散演练，并非真实火情。</description>
    <instruction>请听从工作人员引导，走楼梯，不乘电梯；到站前广场集合。感谢您的配合。</instruction>
    <area><areaDesc>示例区</areaDesc></area>
  </info>
  <info>
    <language>en</language>
    <category>Fire</category>
    <event>Evacuation drill</event>
    <urgency>Immediate</urgency>
    <severity>Severe</severity>
    <certainty>Observed</certainty>
    <expires>2036-01-01T00:00:00+08:00</expires>
    <senderName>Sample District drill team</senderName>
    <headline>Evacuation drill: please leave by the nearest exit</headline>
    <description>This is a drill. There is no fire.</description>
    <instruction>Follow the staff. Take the stairs, not the lifts, and gather on Station Square. Thank you.</instruction>
    <area><areaDesc>Sample District</areaDesc></area>
  </info>
</alert>
'''

EVENTS = {  # uid, playlist, first begin and end (local), rule, places, priority
    "concourse": (
        ("morning-peak", "travellers", "20260105T063000", "20260105T100000", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "terminal", 5),
        ("evening-peak", "travellers", "20260105T163000", "20260105T200000", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "terminal", 5),
        ("weekend-families", "families", "20260103T090000", "20260103T180000", "FREQ=WEEKLY;BYDAY=SA,SU", "hall", 5),
        ("night", "night", "20260101T233000", "20260102T053000", "FREQ=DAILY", "", 6),
        ("law-week", "law-week", "20261201T080000", "20261201T200000", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=1,2,3,4,5,6,7", "", 2),
    ),
    "platform": (
        ("morning-peak", "peak", "20260105T070000", "20260105T093000", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "platform", 5),
        ("evening-peak", "peak", "20260105T170000", "20260105T193000", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "platform", 5),
        ("school-run", "school", "20260105T153000", "20260105T163000", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "metro", 4),
    ),
}

ZONE = textwrap.dedent("""\
    BEGIN:VTIMEZONE
    TZID:Asia/Shanghai
    BEGIN:STANDARD
    DTSTART:19910915T000000
    TZOFFSETFROM:+0900
    TZOFFSETTO:+0800
    TZNAME:CST
    END:STANDARD
    END:VTIMEZONE
    """)


def screens():
    text = "# Every screen: its id, what it plays, its tags, the panel's pixels and footfall per hour.\n"
    for screen, channel, tags, size, footfall, *rotation in SCREENS:
        quoted = ", ".join(f'"{tag}"' for tag in tags)
        text += (f'\n[[screen]]\nid = "{screen}"\nchannel = "{channel}"\ntags = [{quoted}]\n'
                 f'size = "{size}"\nfootfall_per_hour = {footfall}\n')
        if rotation:
            text += f"rotation = {rotation[0]}  # the panel hangs on its side\n"
    return text


# Invented for the sample, in the manner of the State Council's yearly notice.
WORKDAYS = """# The office's working days. Look them up in the notice of the State Council's General Office each autumn.
# 工作日：每年秋天按国务院办公厅关于节假日安排的通知填写。本示例中的日期是虚构的。
[[year]]
year = 2026
holidays = ["2026-01-01/2026-01-03", "2026-02-15/2026-02-23", "2026-04-04/2026-04-06", "2026-05-01/2026-05-05",
            "2026-06-19/2026-06-21", "2026-09-25/2026-09-27", "2026-10-01/2026-10-07"]
workdays = ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"]
"""


def calendar(channel):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Crier//Sample office//EN", *ZONE.strip().split("\n")]
    for uid, playlist, begin, end, rule, places, priority in EVENTS[channel]:
        lines += ["BEGIN:VEVENT", f"UID:{uid}@{channel}.sample", "DTSTAMP:20260101T000000Z",
                  f"DTSTART;TZID=Asia/Shanghai:{begin}", f"DTEND;TZID=Asia/Shanghai:{end}", f"RRULE:{rule}",
                  f"SUMMARY:{playlist}"]
        if places:
            lines.append(f"LOCATION:{places}")
        lines += [f"PRIORITY:{priority}", "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def write(folder):
    for name, text in (("office.toml", OFFICE), ("screens.toml", screens()), ("channels/concourse.toml", CONCOURSE),
                       ("channels/platform.toml", PLATFORM), ("channels/concourse.ics", calendar("concourse")),
                       ("channels/platform.ics", calendar("platform")),
                       ("alerts/README.md", ALERTS), ("examples/exercise-fire.xml", EXERCISE), ("forms/report.toml", REPORT_FORM.read_text(encoding="utf-8")),
                       *((f"keys/{key.name}", key.read_text(encoding="utf-8")) for key in PUBLIC_KEYS.glob("*.toml")),
                       ("forms/workdays.toml", WORKDAYS),
                       *notices.files(), *cases.files(), *quizzes.files()):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def _stamp(seconds):
    milliseconds = round(seconds * 1000)
    return f"{milliseconds // 3_600_000:02}:{milliseconds // 60_000 % 60:02}:{milliseconds // 1000 % 60:02}.{milliseconds % 1000:03}"


def captions(film, cues, language):
    """WebVTT; `cues` are (begin, end) of each scene's spoken line."""
    text = "WEBVTT\n"
    for scene, (begin, end) in zip(film.scenes, cues):
        line = scene.zh.replace("\n", "") if language == "zh" else scene.en
        if scene.kind == "closing":
            line += "　" + scene.rows[0][0] if language == "zh" else ": " + scene.rows[0][0]
        text += f"\n{_stamp(begin)} --> {_stamp(end)}\n{line}\n"
    return text


def names():
    return [film.name for film in FILMS]
