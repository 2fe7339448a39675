#!/usr/bin/env python3
"""Queries for tests/prop/retrieval.sh: names out of a database, randomly edited. `queries.py DB N [SEED]`

Reads the sections TEXT, STRING, STATEMENT, NAME, FORM of docs/format.md itself, so that it depends on no command.
"""
import json
import random
import struct
import sys

SECTION = struct.Struct("<IIQQQ")
TEXT, STRING, STATEMENT, NAME, FORM = 1, 2, 7, 8, 13
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def sections(data):
    count = struct.unpack_from("<I", data, 12)[0]
    for i in range(count):
        number, size, offset, items, _ = SECTION.unpack_from(data, 64 + i * SECTION.size)
        yield number, (offset, size, items)


def string(data, table, n):
    """As docs/format.md says."""
    at, *lengths = struct.unpack_from("<I8B", data, table[STRING][0] + n // 8 * 12)
    text = table[TEXT][0]
    for length in lengths[: n % 8 + 1]:
        if length == 255:
            length = struct.unpack_from("<I", data, text + at)[0]
            at += 4
        at += length
    return data[text + at - length : text + at].decode("utf-8", "replace")


def names(data):
    """Those that serve screening."""
    table = dict(sections(data))
    screened = {
        struct.unpack_from("<I", data, table[FORM][0] + i * table[FORM][1])[0]
        for i in range(table[FORM][2])
        if data[table[FORM][0] + i * table[FORM][1] + 11] & 1
    }
    for i in sorted(screened):
        statement = struct.unpack_from("<I", data, table[NAME][0] + i * table[NAME][1] + 4)[0]
        yield string(data, table, struct.unpack_from("<I", data, table[STATEMENT][0] + statement * 4)[0])


def edit(name, rng):
    words = name.split()
    at = rng.randrange(len(name)) if name else 0
    kind = rng.randrange(12)
    if kind == 0:
        return name[:at] + rng.choice(LETTERS) + name[at:]
    if kind == 1:
        return name[:at] + name[at + 1 :]
    if kind == 2:
        return name[:at] + rng.choice(LETTERS) + name[at + 1 :]
    if kind == 3:
        return name[: at + 1] + name[at:]
    if kind in (4, 5):
        return name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :]
    if kind == 6:
        return name.replace(" ", "", 1)
    if kind == 7:
        return name[:at] + " " + name[at:]
    if kind == 8 and words:
        word = rng.randrange(len(words))
        return " ".join(words[:word] + words[word + 1 :])
    if kind == 9 and words:
        word = rng.randrange(len(words))
        return " ".join(words[:word] + [words[word][0] + "."] + words[word + 1 :])
    if kind == 10:
        rng.shuffle(words)
        return " ".join(words)
    return name.upper()


def main():
    with open(sys.argv[1], "rb") as file:
        data = file.read()
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    known = list(names(data))
    for _ in range(int(sys.argv[2])):
        name = rng.choice(known)
        for _ in range(rng.randrange(4)):
            name = edit(name, rng)
        query = {"name": name if name.strip() else "x"}
        if rng.random() < 0.3:
            query["schema"] = rng.choice(["Person", "Organization", "Company", "Vessel"])
        if rng.random() < 0.2:
            query["birth_date"] = str(rng.randrange(1930, 2000))
        if rng.random() < 0.2:
            query["country"] = rng.choice(["ir", "ru", "Syria", "cn"])
        print(json.dumps(query, ensure_ascii=False))


if __name__ == "__main__":
    main()
