#!/usr/bin/env python3
"""A second reader of the database file, written from docs/format.md alone. It checks what the page promises and prints
what it read as TAP, or dumps the database as JSON lines with --dump for comparison with `ties`."""
import json
import struct
import sys

try:
    import xxhash
except ImportError:
    xxhash = None

SECTIONS = {  # id: (name, struct of an item)
    1: ("TEXT", "B"), 2: ("STRING", "I8B"), 3: ("DATASET", "9I"), 4: ("VERSION", "i6IH2B"), 5: ("ENTITY", "4IHH"),
    6: ("REF", "4I"), 7: ("STATEMENT", "I"), 8: ("NAME", "2I"), 9: ("LISTING", "13IiiI" + "iiIBBBB" * 2 + "ii"),
    10: ("OFFICE", "8IiiII" + "iiIBBBB" * 2 + "ii"), 11: ("ABSENCE", "7I" + "iiIBBBBi"), 12: ("REF_ORDER", "I"),
    13: ("FORM", "IIBBBB"), 14: ("FORM_TOKEN", "I"), 15: ("KEY", "8I4B"), 16: ("SOUND", "IBB10s"), 17: ("POSTING", "I"),
    18: ("PHRASE", "II"), 19: ("NODE", "3I"), 20: ("CLASS_KEY", "I"), 21: ("IDENTIFIER", "QII"),
    22: ("SIGNATURE", "HHH"), 23: ("SIGNATURE_START", "I"),
    24: ("MANNER", "H6B5Iiii"), 25: ("SHAPE", "IIHH"), 26: ("SHAPE_MANNER", "I"), 27: ("ORIGINAL", "II"), 28: ("TARGET", "II"),
    29: ("TOKEN", "IHBBf"), 30: ("PHRASE_START", "I"), 31: ("TIE", "6I"),
    32: ("TIE_IN", "3I"), 33: ("TIE_KIND", "I4Bii"), 34: ("SPAN", "ii"),
    35: ("JOIN", "5IHH"), 36: ("ALIAS", "II"), 37: ("SOUND_START", "I"), 38: ("SKETCH", "Q"),
}
STILL = 2 ** 31 - 1
WIDTHS = {1: 20, 2: 20, 3: 20, 4: 15}  # of fields of a sketch, by number of tokens
# By part, of what contradicts: the share that an omission costs, of persons, of others.
SHARES = {0: (.3, .65), 1: (.2, .3), 5: (.15, .5), 7: (.3, .45), 9: (.3, .5), 10: (.3, .65)}


class Book:
    def __init__(self, path):
        self.bytes = open(path, "rb").read()
        (self.magic, self.version, self.count, self.size, self.built_at, self.checksum) = struct.unpack_from(
            "<8sIIQqQ", self.bytes)
        self.table = [struct.unpack_from("<IIQQQ", self.bytes, 64 + 32 * i) for i in range(self.count)]
        self.items = {}
        for number, item_size, offset, count, _ in self.table:
            if number not in SECTIONS:
                continue
            name, layout = SECTIONS[number]
            raw = self.bytes[offset:offset + item_size * count]
            self.items[name] = raw if name == "TEXT" else list(struct.iter_unpack("<" + layout, raw))

    def string(self, n):
        at, *lengths = self.items["STRING"][n // 8]
        for length in lengths[:n % 8 + 1]:
            if length == 255:
                length = struct.unpack_from("<I", self.items["TEXT"], at)[0]
                at += 4
            at += length
        return self.items["TEXT"][at - length:at].decode("utf-8")

    def of(self, section, n, field, target):
        """Numbers of the items of `target` that item `n` has: from `field` to where those of the next one begin."""
        items = self.items[section]
        return range(items[n][field], items[n + 1][field] if n + 1 < len(items) else len(self.items[target]))

    def names(self, entity):
        """Numbers of the NAME items of an entity: from the first on, as far as they are of it."""
        names, begin = self.items["NAME"], self.items["ENTITY"][entity][3]
        end = begin
        while end < len(names) and names[end][0] == entity:
            end += 1
        return range(begin, end)

    def manners(self, ref):
        return [self.items["SHAPE_MANNER"][m][0] for m in self.of("SHAPE", self.items["REF"][ref][3], 1, "SHAPE_MANNER")]

    def ref(self, n):
        """Dataset name and record id."""
        record, _, _, shape = self.items["REF"][n]
        return self.string(self.items["DATASET"][self.items["SHAPE"][shape][0]][0]), self.string(record)

    def listings(self):
        """LISTING items by ENTITY item."""
        found = {}
        for x in self.items["LISTING"]:
            found.setdefault(x[0], []).append(x)
        return found


class Tap:
    def __init__(self):
        self.n = self.failed = 0

    def ok(self, good, text):
        self.n += 1
        self.failed += not good
        print(f"{'ok' if good else 'not ok'} {self.n} - {text}")


def xxh3(data):
    return xxhash.xxh3_64_intdigest(data)


def ascends(book, section, field, target):
    """The first is 0, and none is before the one before it or past the target."""
    begins = [item[field] for item in book.items[section]]
    return begins == sorted(begins) and begins[:1] in ([0], []) and begins[-1:] <= [len(book.items[target])]


def lists_of(book, section):
    """The items of a section as lists; there are 2^k of them, and all items are in one."""
    starts = [start for (start,) in book.items[section + "_START"]]
    lists = [book.items[section][begin:end] for begin, end in zip(starts, starts[1:])]
    assert sum(map(len, lists)) == len(book.items[section]) and len(lists) & (len(lists) - 1) == 0, section
    return lists


def sounds_of(book):
    """By KEY item: where its sounds begin, how many there are, flags, the sounds. Each list in the order promised."""
    found = {}
    for items, first in zip(lists_of(book, "SOUND"), (start for (start,) in book.items["SOUND_START"])):
        raw = b"".join(struct.pack("<IBB10s", *item) for item in items)
        at, order = 0, []
        while at < len(raw):
            key, count, flags = struct.unpack_from("<IBB", raw, at)
            found[key] = (first + at // 16, count, flags, raw[at + 6:at + 6 + count])
            order.append((count, key))
            at += (6 + count + 15) // 16 * 16
        assert at == len(raw) and order == sorted(order), "SOUND"
    return found


def places_of(book, form):
    """What may stand for each token in a sketch: its place as a word, as an initial."""
    keys = [book.items["TOKEN"][book.items["FORM_TOKEN"][t][0]][0] for t in range(form[1], form[1] + form[2])]
    count = len(keys)
    places = 2 ** (WIDTHS.get(count, 3) - 3)
    of_keys = []
    for key in keys:
        letter, hash = book.items["KEY"][key][10] - 97, key * 2654435761 % 2**32
        letter = letter if 0 <= letter < 26 else 26
        of_keys.append((4096 * letter + 1 + (4095 * hash >> 32), 4096 * letter) if count <= 3 else
                       (1 + ((places - 27) * hash >> 32), places - 26 + letter))
    return of_keys


def to_float(x):
    return struct.unpack("<f", struct.pack("<f", x))[0]


def in_parts(x, parts, most):
    return min(int(to_float(to_float(x) * parts)), most)


def sum_but(values, k):
    """The sum in their order, without the greatest k, the first of equal ones."""
    taken = sorted(range(len(values)), key=lambda i: (-values[i], i))[:k]
    return sum(x for i, x in enumerate(values) if i not in taken)


def rest_of(book, form):
    """The sketch of a form of many tokens."""
    letters, words = [], {}
    for t in range(form[1], form[1] + form[2]):
        key, _, part, _, weight = book.items["TOKEN"][book.items["FORM_TOKEN"][t][0]]
        text, letter = book.items["KEY"][key][0], book.items["KEY"][key][10] - 96
        if part == 1 and letter not in letters:
            letters.append(letter)
        if weight > words.get(text, (0, 0))[0]:
            words[text] = weight, part
    if len(letters) > 2 or any(not 1 <= letter <= 26 for letter in letters):
        return 0
    contra = [weight if part in SHARES else 0. for weight, part in words.values()]
    share = 0 if form[3] in (0, 1) else 1
    omitted = [weight * SHARES[part][share] if part in SHARES else 0. for weight, part in words.values()]
    sketch = 7 | sum(letter << 3 + 5 * i for i, letter in enumerate(letters))
    sketch |= in_parts(max(weight for weight, _ in words.values()), 64, 63) << 13
    for k in 1, 2, 3:
        sketch |= in_parts(sum_but(contra, k), 16, 127) << 14 * k + 5
        sketch |= in_parts(sum_but(omitted, k), 32, 127) << 14 * k + 12
    return sketch


def is_sketch_of(book, form, sketch):
    count = form[2]
    if count > 4:
        return sketch == rest_of(book, form)
    if sketch == 0:
        return True
    if count not in WIDTHS or sketch & 7 != count:
        return False
    width = WIDTHS[count]
    fields = [sketch >> 3 + width * t & 2**width - 1 for t in range(count)]
    return sketch >> 3 + width * count == 0 and all(
        field >> 3 in places for field, places in zip(fields, places_of(book, form)))


def is_without_vowels(book, form, key):
    """Has the form a token with the key in Arabic or Hebrew script?"""
    _, first, count, *_ = book.items["FORM"][form]
    tokens = [book.items["TOKEN"][book.items["FORM_TOKEN"][t][0]] for t in range(first, first + count)]
    return any(token[0] == key and token[3] in (4, 5) for token in tokens)


def telling_words(book, form):
    """What its postings say of it: 0, or one less than its telling words."""
    _, first, count, *_ = book.items["FORM"][form]
    tokens = [book.items["TOKEN"][book.items["FORM_TOKEN"][t][0]] for t in range(first, first + count)]
    texts = {book.items["KEY"][key][0] for key, *_ in tokens}
    weights = [weight for _, _, part, _, weight in tokens if part in (0, 1, 5)]
    if len(weights) < 2 or min(weights) < 0.34 or len(texts) < count:
        return 0
    return min(len(weights), 4) - 1


def degree_class(ties):
    n = ties.bit_length() - 1
    return 4 * n + (ties >> (n - 2) & 3 if ties >= 4 else 0)


def check(book, tap):
    tap.ok(book.magic == b"TIESBOOK" and book.version == 9, "magic and version")
    tap.ok(book.size == len(book.bytes), "file size")
    tap.ok(all(struct.calcsize("<" + SECTIONS[n][1]) == size for n, size, *_ in book.table if n in SECTIONS),
           "item sizes as documented")
    tap.ok({n for n, *_ in book.table} >= set(SECTIONS), "every section is there")
    tap.ok(all(o % 64 == 0 and o + s * c <= len(book.bytes) for _, s, o, c, _ in book.table), "sections lie inside")
    if xxhash:
        front = bytearray(book.bytes[:64 + 32 * book.count])
        front[32:40] = bytes(8)
        tap.ok(xxh3(bytes(front)) == book.checksum, "header checksum")
        tap.ok(all(xxh3(book.bytes[o:o + s * c]) == x for _, s, o, c, x in book.table), "section checksums")
    items = book.items
    ids = [book.string(e[0]) for e in items["ENTITY"]]
    tap.ok(ids == sorted(set(ids), key=lambda s: s.encode()), "entities sorted by unique id")
    tap.ok(all(ascends(book, *of) for of in [("ENTITY", 2, "REF"), ("REF", 2, "STATEMENT"),
                                             ("SHAPE", 1, "SHAPE_MANNER"), ("NODE", 1, "TIE"),
                                             ("NODE", 2, "TIE_IN")]), "items that belong together")
    tap.ok(sorted(n for e in range(len(items["ENTITY"])) for n in book.names(e)) == list(range(len(items["NAME"]))) and
           all((e[3] == 0xffffffff) == (len(book.names(n)) == 0) for n, e in enumerate(items["ENTITY"])), "names of entities")
    tap.ok(all({x[0] for x in items[section]} == {n for n, e in enumerate(items["ENTITY"]) if e[5] & flag} and
               [x[0] for x in items[section]] == sorted(x[0] for x in items[section])
               for section, flag in [("LISTING", 1), ("OFFICE", 2), ("ABSENCE", 4), ("NODE", 8)]), "flags of entities")
    ties = items["TIE"]
    tap.ok(len(set(ties)) == len(ties) and ties == sorted(ties, key=lambda t: (t[0], t[1], t[5] & 0xffffff, t[3], t[4], t[2])) and
           all(ties[i][0] == n for n in range(len(items["NODE"])) for i in book.of("NODE", n, 1, "TIE")), "ties in order")
    tap.ok([(items["TIE_IN"][i][0], n, items["TIE_IN"][i][1]) for n in range(len(items["NODE"]))
            for i in book.of("NODE", n, 2, "TIE_IN")] ==
           sorted(((t[0], t[1], i) for i, t in enumerate(ties)), key=lambda t: (t[1], t[2])), "ties from both ends")
    degrees = [degree_class(len(book.of("NODE", n, 1, "TIE")) + len(book.of("NODE", n, 2, "TIE_IN")))
               for n in range(len(items["NODE"]))]
    tap.ok(all(t[5] >> 24 == degrees[t[1]] for t in ties) and
           all(t[2] == ties[t[1]][5] & 0xffffff | degrees[t[0]] << 24 for t in items["TIE_IN"]),
           "kinds and degrees beside the ties")
    names = [book.string(d[0]).encode() for d in items["DATASET"]]
    tap.ok(names == sorted(set(names)), "datasets sorted by unique name")
    owners = [(v[1], v[0]) for v in items["VERSION"]]
    tap.ok(owners == sorted(owners) and {n for n, _ in owners} == set(range(len(names))) and
           all(n == v[1] for n, d in enumerate(items["DATASET"]) for v in items["VERSION"][d[5]:d[5] + d[6]]),
           "versions of datasets, oldest first")
    flags = [items["MANNER"][m][3] for r in range(len(items["REF"])) for m in book.manners(r)]
    tap.ok(all(len(book.manners(r)) == len(book.of("REF", r, 2, "STATEMENT")) for r in range(len(items["REF"]))),
           "as many manners as statements")
    tap.ok(all([x[0] for x in items[section]] == [n for n, f in enumerate(flags) if f & flag]
               for section, flag in [("ORIGINAL", 1), ("TARGET", 2)]), "originals and targets of statements")
    tap.ok(len(set(items["MANNER"])) == len(items["MANNER"]), "manners unique")
    refs = [book.ref(r) for (r,) in items["REF_ORDER"]]
    tap.ok(refs == sorted(set(refs), key=lambda p: (p[0].encode(), p[1].encode())), "refs sorted and unique")
    owner = {r: n for n in range(len(items["ENTITY"])) for r in book.of("ENTITY", n, 2, "REF")}
    joins = [(left, right, kind) for left, right, _, _, _, kind, _ in items["JOIN"]]
    tap.ok(joins == sorted(set(joins)) and all(kind < 13 for *_, kind in joins), "joins sorted and unique")
    tap.ok(all(owner[a] == owner[b] for a, b, kind in joins if kind < 11) and
           all(owner[a] != owner[b] for a, b, kind in joins if kind == 11), "what is joined is one entity")
    both = set(joins)
    tap.ok(all(a < b if kind < 11 else (b, a, kind) in both for a, b, kind in joins),
           "joins stand once, decisions that join nothing twice")
    aliases = [book.string(a[0]) for a in items["ALIAS"]]
    tap.ok(aliases == sorted(set(aliases), key=lambda s: s.encode()) and not set(aliases) & set(ids) and
           all(a[1] < len(ids) for a in items["ALIAS"]), "aliases sorted, unique and no ids")
    tap.ok(all(first + a + b + c <= len(items["POSTING"]) and
               any(p >> 31 for (p,) in items["POSTING"][first:first + a + b + c]) == bool(forms & 64)
               for _, _, first, a, b, c, *_, forms in items["KEY"]), "postings of keys")
    tap.ok(all(bool(p & 2**26) == is_without_vowels(book, p % 2**26, key)
               for key, (_, _, first, a, b, c, *_) in enumerate(items["KEY"])
               for (p,) in items["POSTING"][first:first + a + b + c]), "scripts of postings")
    words = [telling_words(book, n) for n in range(len(items["FORM"]))]
    tap.ok(all(p >> 27 & 3 == words[p % 2**26] for (p,) in items["POSTING"]), "telling words of postings")
    keys = [(book.string(k[0]).encode(), k[1]) for k in items["KEY"]]
    tap.ok(keys == sorted(set(keys)), "keys sorted and unique")
    sounds = sounds_of(book)
    tap.ok([(k[7], k[8], k[9]) for k in items["KEY"]] == [sounds[n][:3] for n in range(len(items["KEY"]))] and
           all(sound < 37 for *_, text in sounds.values() for sound in text), "sounds of keys")
    begins = {first for first, *_ in sounds.values()}
    found = lists_of(book, "SIGNATURE")
    found = [[(tag, low | high << 16) for tag, low, high in found_by] for found_by in found]
    tap.ok(all(found_by == sorted(found_by) for found_by in found) and
           all((n & 0x7FFFFFFF) < len(items["FORM"]) if n >> 31 else n in begins for found_by in found for _, n in found_by),
           "signatures sorted in lists")
    tap.ok(all(is_sketch_of(book, form, sketch) for form, (sketch,) in zip(items["FORM"], items["SKETCH"])) and
           len(items["FORM"]) == len(items["SKETCH"]),
           "sketches of forms")
    tap.ok([f[0] for f in items["FORM"]] == sorted(f[0] for f in items["FORM"]), "forms sorted by name")
    tap.ok(items["TOKEN"] == sorted(set(items["TOKEN"])), "tokens sorted and unique")
    lists = lists_of(book, "PHRASE")
    tap.ok(all(phrases == sorted(phrases) for phrases in lists), "phrases sorted in lists")
    if xxhash:
        bits = len(lists).bit_length() - 1

        def words(form):
            _, first, count, *_ = items["FORM"][form]
            return " ".join(book.string(items["KEY"][items["TOKEN"][items["FORM_TOKEN"][t][0]][0]][0])
                            for t in range(first, first + count)).encode()
        of_form = {}
        for number, phrases in enumerate(lists):
            for h, form in phrases:
                of_form.setdefault(form, set()).add(number << 32 | h)
        sample = sorted(of_form)[:: max(1, len(of_form) // 2000)]
        tap.ok(all(xxh3(words(form)) >> (32 - bits) in of_form[form] and len(of_form[form]) <= 2 for form in sample),
               "phrase hashes")
    tap.ok(all(d[16] <= d[17] and d[23] <= d[24] for d in items["LISTING"]), "dates of listings")
    tap.ok(all(x[-2] < x[-1] for section in ("LISTING", "OFFICE") for x in items[section]), "what was known when")
    tap.ok(all(m[12] <= m[13] <= m[14] and (m[13] == STILL) == (m[14] == STILL) for m in items["MANNER"]), "when it was said")


def dump(book):
    """One line an entity: what `ties show --format json` says, too."""
    items = book.items
    listings = book.listings()
    for number, e in enumerate(items["ENTITY"]):
        yield {
            "id": book.string(e[0]),
            "caption": book.string(e[1]),
            "refs": [":".join(book.ref(r)) for r in book.of("ENTITY", number, 2, "REF")],
            "names": [book.string(items["STATEMENT"][items["NAME"][n][1]][0])
                      for n in book.names(number)],
            "listings": [{"jurisdiction": book.string(x[2]), "regime": book.string(x[3]), "from": book.string(x[18]),
                          "to": book.string(x[25])} for x in listings.get(number, []) if x[-1] == STILL],
        }


def main():
    book = Book(sys.argv[-1])
    if "--dump" in sys.argv:
        for line in dump(book):
            print(json.dumps(line, ensure_ascii=False))
        return 0
    tap = Tap()
    check(book, tap)
    print(f"1..{tap.n}")
    return 1 if tap.failed else 0


if __name__ == "__main__":
    sys.exit(main())
