# SPDX-License-Identifier: Apache-2.0
"""Checks of what a citizen finds and writes; each takes a Bench, a report and the options of kiosk_test.py."""
import json
import pathlib
import random
import sys
import time

TOP = pathlib.Path(__file__).resolve().parents[2]
MOST_TOUCHES = 5
WANTED = "网络诈骗"
WORDS = ("wangluo", "anquan", "zhapian", "jubao", "women", "shenfen", "mima", "baohu", "xinxi", "zhongguo", "shoudao", "duanxin")


def strokes():
    return json.loads((TOP / "tests" / "kiosk" / "input" / "strokes.json").read_text(encoding="utf-8"))


def sample_cases():
    """(id, title, name of the category) of every case of the sample office."""
    sys.path.insert(0, str(TOP / "packaging" / "sample_office"))
    import cases
    names = {key: chinese for key, chinese, *_ in cases.CATEGORIES}
    return [(case.name, case.zh.title, names[case.category]) for case in cases.CASES]


def find_case(kiosk, title, category):
    """As somebody who has never seen the kiosk: wakes it, opens the cases, takes the one whose title is there, else its
    category, else the next page. Returns how many touches it took."""
    touches = 1
    kiosk.wake()
    kiosk.tap_and_wait("home.cases", "cases")
    touches += 1
    has_category = False
    while touches < 12:
        by_label = {one["label"]: one["id"] for one in kiosk.elements("button", "tab") if one["enabled"]}
        touches += 1
        if title in by_label:
            kiosk.tap_and_wait(by_label[title], "entry")
            return touches
        if not has_category:
            kiosk.tap(by_label[category])
            has_category = True
        else:
            kiosk.tap("page.after")
        kiosk.settle(quiet=0.15)
    return touches


def letters_of(text):
    """Without what divides the syllables of an unfinished word; of a field that is not there, none."""
    return (text or "").replace(" ", "").replace("'", "")


def type_slowly(kiosk, letters, field):
    """Each key when the one before it is in the field."""
    before = letters_of(kiosk.value(field))
    for i, letter in enumerate(letters):
        kiosk.tap("key." + letter)
        wanted = before + letters[:i + 1]
        kiosk.wait(f"\"{wanted}\" in the field, where \"{kiosk.value(field)}\" is", lambda: letters_of(kiosk.value(field)) == wanted)


def write_by_pinyin(kiosk, field):
    type_slowly(kiosk, "wangluozhapian", field)
    place = kiosk.choose_candidate(WANTED)
    kiosk.settle()
    return kiosk.value(field), place


def write_by_hand(kiosk, field):
    kiosk.tap("key.handwriting")
    kiosk.wait("the pad", lambda: kiosk.element("key.pad"))
    places = []
    for character in WANTED:
        kiosk.write_character(strokes()[character])
        places.append(kiosk.choose_candidate(character))
        kiosk.wait(f"\"{character}\" in the field", lambda: kiosk.value(field).endswith(character))
    return kiosk.value(field), places


def clear(kiosk, field):
    while before := kiosk.value(field):
        kiosk.tap("key.backspace")
        kiosk.wait("a character to go", lambda: kiosk.value(field) != before)


def check_newcomer(bench, report, _options):
    """Touches only: a case found, a word written by pinyin and by finger."""
    with bench.kiosk() as kiosk:
        counts = {}
        for name, title, category in sample_cases():
            counts[name] = find_case(kiosk, title, category)
            words = "".join(one["label"] for one in kiosk.elements("heading", "text"))
            if title not in words:
                counts[name] = 99
            kiosk.finish()
            time.sleep(0.2)
        report.check(f"the case of order brushing found in at most {MOST_TOUCHES} touches, the first one wakes",
                     f"{counts['order-brushing']} touches", counts["order-brushing"] <= MOST_TOUCHES)
        report.check(f"every case found in at most {MOST_TOUCHES} touches", f"worst {max(counts.values())} of {len(counts)} cases: "
                     f"{[name for name, count in counts.items() if count > MOST_TOUCHES]}", max(counts.values()) <= MOST_TOUCHES)
        kiosk.wake()
        kiosk.tap_and_wait("home.search", "search")
        written, place = write_by_pinyin(kiosk, "search.field")
        report.check(f"{WANTED} written by pinyin", f"\"{written}\", candidate {place}", written == WANTED)
        found = [one["id"] for one in kiosk.elements("button") if one["id"].startswith("entry.")]
        report.check("what was written is searched for", f"{len(found)} on the first sheet, first {found[:1]}", bool(found))
        clear(kiosk, "search.field")
        written, places = write_by_hand(kiosk, "search.field")
        report.check(f"{WANTED} written by finger", f"\"{written}\", candidates {places}", written == WANTED)


def open_report(kiosk):
    kiosk.wake()
    kiosk.tap_and_wait("home.report", "report")
    kiosk.tap("category.other")
    kiosk.wait("its kinds, or where it was", lambda: kiosk.element("report.skip") or kiosk.element("key.pinyin"))
    if kiosk.element("report.skip"):
        kiosk.tap("report.skip")
    kiosk.wait("where it was", lambda: kiosk.element("kind.address"))
    time.sleep(0.5)  # as somebody does who reads
    kiosk.tap("report.next")
    kiosk.wait("the text", lambda: kiosk.element("report.count") and kiosk.element("key.pinyin"))
    kiosk.settle()


def tell_apart(wanted, got):
    """Where two texts differ first, in words."""
    if wanted == got:
        return "as typed"
    at = next((i for i, (a, b) in enumerate(zip(wanted, got)) if a != b), min(len(wanted), len(got)))
    return f"differs at {at}: wanted \"{wanted[max(0, at - 4):at + 8]}\", got \"{got[max(0, at - 4):at + 8]}\""


def type_english(kiosk, count, field, seed):
    """Returns what should stand in the field, and what does."""
    keys = [random.Random(seed + i).choice("abcdefghijklmnopqrstuvwxyz" if i % 6 else ["space"]) for i in range(1, count + 1)]
    kiosk.tap("key.english")
    kiosk.settle()
    shift = kiosk.element("key.shift")
    if shift and shift["selected"]:
        kiosk.tap("key.shift")
        kiosk.settle()
    kiosk.type_keys(keys)
    kiosk.settle(quiet=0.3)
    return "".join(" " if key == "space" else key for key in keys), kiosk.value(field)


def learn_words(kiosk, field):
    """What each of WORDS becomes with a space, typed at leisure."""
    learnt = {}
    for word in WORDS:
        type_slowly(kiosk, word, field)
        kiosk.tap("key.space")
        kiosk.wait(f"{word} to be settled", lambda: not kiosk.elements("candidate"))
        learnt[word] = kiosk.value(field)
        clear(kiosk, field)
    return learnt


def type_pinyin(kiosk, count, field, learnt):
    keys, wanted = [], ""
    for i in range(count):
        word = WORDS[i % len(WORDS)]
        if len(keys) + len(word) + 1 > count:
            break
        keys += [*word, "space"]
        wanted += learnt[word]
    # What is left of the count stays unfinished letters.
    rest = "nihaoanihao"[:count - len(keys)]
    keys += rest
    kiosk.type_keys(keys)
    kiosk.settle(quiet=0.3)
    got = kiosk.value(field)
    if rest:
        got = got[:len(wanted)] + letters_of(got[len(wanted):])
    return wanted + rest, got, len(keys)


def check_typing(bench, report, options):
    """Ten keys a second on the on-screen keyboard, in a long field and in one that searches at each key."""
    count = 500 if options.long else 50
    with bench.kiosk() as kiosk:
        open_report(kiosk)
        wanted, got = type_english(kiosk, count, "report.field", options.seed)
        report.check(f"{count} keys in English, ten a second", tell_apart(wanted, got), wanted == got)
        kiosk.finish()
        open_report(kiosk)
        learnt = learn_words(kiosk, "report.field")
        wanted, got, typed = type_pinyin(kiosk, count, "report.field", learnt)
        report.check(f"{typed} keys of pinyin, ten a second", tell_apart(wanted, got), wanted == got)
        kiosk.finish()
        kiosk.wake()
        kiosk.tap_and_wait("home.search", "search")
        wanted, got = type_english(kiosk, 40, "search.field", options.seed + 1)
        report.check("40 keys while each searches, ten a second", tell_apart(wanted, got), wanted == got)
