# SPDX-License-Identifier: Apache-2.0
"""The sample office's other files: office, screens, channels, calendars, captions."""
import textwrap

from films import FILMS, OFFICE_EN, OFFICE_ZH

OFFICE = f'''\
# The sample office. Everything here is made up.
name = {{ zh = "{OFFICE_ZH}", en = "{OFFICE_EN}" }}
time_zone = "Asia/Shanghai"
languages = ["zh", "en"]
default_channel = "concourse"
'''

SCREENS = (  # id, channel, tags, size, footfall per hour
    ("T1-hall-01", "concourse", ("terminal", "hall"), "1920x1080", 1800),
    ("T1-hall-02", "concourse", ("terminal", "hall"), "1920x1080", 1650),
    ("T1-gate-12", "concourse", ("terminal", "gate"), "1920x1080", 900),
    ("T1-pillar-03", "concourse", ("terminal", "hall", "portrait"), "1080x1920", 1200),
    ("M2-platform-A", "platform", ("metro", "platform"), "1920x1080", 3200),
    ("M2-platform-B", "platform", ("metro", "platform"), "1920x1080", 3100),
    ("M2-concourse-1", "platform", ("metro", "concourse"), "1920x1080", 2600),
    ("M2-pillar-01", "platform", ("metro", "concourse", "portrait"), "1080x1920", 2200),
)

CONCOURSE = '''\
# What the terminal's halls play. Times are in concourse.ics, which any calendar program can edit.
title = { zh = "航站楼大厅", en = "Terminal concourse" }
default = "daily"

[playlists.daily]
items = [
  { media = "media/scam-refund.mp4", weight = 2 },
  "media/personal-data.mp4",
  "media/rumour.mp4",
  "media/gambling.mp4",
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
'''

PLATFORM = '''\
# What the metro's platforms play.
title = { zh = "地铁站台", en = "Metro platforms" }
default = "daily"

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
    text = "# Every screen: its id, what it plays, its tags, size in pixels and footfall per hour.\n"
    for screen, channel, tags, size, footfall in SCREENS:
        quoted = ", ".join(f'"{tag}"' for tag in tags)
        text += (f'\n[[screen]]\nid = "{screen}"\nchannel = "{channel}"\ntags = [{quoted}]\n'
                 f'size = "{size}"\nfootfall_per_hour = {footfall}\n')
    return text


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
                       ("channels/platform.ics", calendar("platform"))):
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
