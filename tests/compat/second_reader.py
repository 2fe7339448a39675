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
    1: ("TEXT", "B"), 2: ("STRING", "I"), 3: ("DATASET", "9I"), 4: ("VERSION", "i5I"), 5: ("ENTITY", "IIHH14I"),
    6: ("REF", "4I"), 7: ("STATEMENT", "8IiiIHBB"), 8: ("NAME", "5IHH"), 9: ("LISTING", "13IiiI" + "iiIBBBB" * 2),
    10: ("OFFICE", "8IiiII" + "iiIBBBB" * 2), 11: ("ABSENCE", "7I" + "iiIBBBB"), 12: ("REF_ORDER", "I"),
    13: ("FORM", "IIBBBB"), 14: ("FORM_TOKEN", "IHBB"), 15: ("KEY", "5I"), 16: ("SOUND", "B"), 17: ("POSTING", "I"),
    18: ("PHRASE", "QII"), 19: ("LINK", "IIIHH"), 20: ("CLASS_KEY", "I"), 21: ("IDENTIFIER", "QII"),
    22: ("SOUND_KEY", "IIIBBH"),
}


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
        begin, end = self.items["STRING"][n][0], self.items["STRING"][n + 1][0]
        return self.items["TEXT"][begin:end].decode("utf-8")


class Tap:
    def __init__(self):
        self.n = self.failed = 0

    def ok(self, good, text):
        self.n += 1
        self.failed += not good
        print(f"{'ok' if good else 'not ok'} {self.n} - {text}")


def xxh3(data):
    return xxhash.xxh3_64_intdigest(data)


def ranges_fit(book, section, pairs):
    """Every (offset of the pair in the item, target section) range lies inside its target."""
    return all(item[at] + item[at + 1] <= len(book.items[target])
               for item in book.items[section] for at, target in pairs)


def check(book, tap):
    tap.ok(book.magic == b"TIESBOOK" and book.version == 1, "magic and version")
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
    tap.ok(ranges_fit(book, "ENTITY", [(4, "REF"), (6, "STATEMENT"), (8, "NAME"), (10, "LISTING"), (12, "OFFICE"),
                                       (14, "ABSENCE"), (16, "LINK")]), "ranges of entities")
    refs = [(book.string(items["DATASET"][items["REF"][r][0]][0]), book.string(items["REF"][r][1]))
            for (r,) in items["REF_ORDER"]]
    tap.ok(refs == sorted(set(refs), key=lambda p: (p[0].encode(), p[1].encode())), "refs sorted and unique")
    tap.ok(all(first + count <= len(items["POSTING"]) for _, _, first, count, _ in items["KEY"]), "postings of keys")
    keys = [(book.string(k[0]).encode(), k[1]) for k in items["KEY"]]
    tap.ok(keys == sorted(set(keys)), "keys sorted and unique")
    sounds = bytes(s for (s,) in items["SOUND"])
    heard = [(k[3], sounds[k[1]:k[1] + k[3]], k[0]) for k in items["SOUND_KEY"]]
    tap.ok(heard == sorted(heard), "keys sorted by their sounds")
    shared = [k[4] for k in items["SOUND_KEY"]]
    tap.ok(all(i < k[2] <= len(shared) and all(shared[j] >= k[4] for j in range(i + 1, k[2])) and
               (k[2] == len(shared) or shared[k[2]] < k[4]) for i, k in enumerate(items["SOUND_KEY"]) if k[4]),
           "the next item with less in common")
    tap.ok({k for _, _, k in heard} == {i for i, k in enumerate(items["KEY"]) if k[3]}, "sounds of all keys with postings")
    hashes = [p[:2] for p in items["PHRASE"]]
    tap.ok(hashes == sorted(set(hashes)), "phrases sorted")
    if xxhash:
        def words(form):
            _, first, count, *_ = items["FORM"][form]
            return " ".join(book.string(items["KEY"][items["FORM_TOKEN"][t][0]][0])
                            for t in range(first, first + count)).encode()
        of_form = {}
        for h, form, _ in items["PHRASE"]:
            of_form.setdefault(form, set()).add(h)
        sample = sorted(of_form)[:: max(1, len(of_form) // 2000)]
        tap.ok(all(xxh3(words(form)) in of_form[form] and len(of_form[form]) <= 2 for form in sample), "phrase hashes")
    tap.ok(all(d[16] <= d[17] and d[23] <= d[24] for d in items["LISTING"]), "dates of listings")


def dump(book):
    """One line an entity: what `ties show --format json` says, too."""
    items = book.items
    for e in items["ENTITY"]:
        yield {
            "id": book.string(e[0]),
            "caption": book.string(e[1]),
            "refs": [book.string(items["DATASET"][r[0]][0]) + ":" + book.string(r[1])
                     for r in items["REF"][e[4]:e[4] + e[5]]],
            "names": [book.string(n[1]) for n in items["NAME"][e[8]:e[8] + e[9]]],
            "listings": [{"jurisdiction": book.string(x[2]), "regime": book.string(x[3]), "from": book.string(x[18]),
                          "to": book.string(x[25])} for x in items["LISTING"][e[10]:e[10] + e[11]]],
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
