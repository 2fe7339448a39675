#!/usr/bin/env python3
"""Checks the word lists of data/orgs and data/names for what the generator cannot know: that they span the countries
and languages they promise. Prints TAP.

    knowledge.py [folder]     folder: the data folder, by default ../../data as seen from this file
"""
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = sys.argv[1] if len(sys.argv) > 1 else os.path.join(HERE, '..', '..', 'data')
TAG = re.compile(r'([a-z]{2,3}) \S')
NATURES = {'company', 'association', 'any'}
COUNTRIES_MIN = 60
CORE_MIN = 100     # headings of generic.txt that the lines of every language have
LANGUAGES_MIN = 20
number = failures = 0


def check(name, found):
    global number, failures
    number += 1
    found = list(found)
    failures += bool(found)
    print(f'{"not ok" if found else "ok"} {number} - {name}')
    for line in found[:20]:
        print(f'#   {line}')


def blocks(path):
    """(tags, {heading: words}) for each comment `# xx Name; yy Name` and the lines under it."""
    tags, lines = [], {}
    with open(os.path.join(DATA, path), encoding='utf-8') as f:
        for line in f:
            line = line.strip()
            if line.startswith('#') or not line:
                if tags and lines:
                    yield tags, lines
                    tags, lines = [], {}
                if line.startswith('#'):
                    parts = [TAG.match(p.strip()) for p in line[1:].split(':')[0].split(';')]
                    tags = [p.group(1) for p in parts] if all(parts) else []
                continue
            heading, _, words = line.partition(':')
            lines.setdefault(heading, []).extend(w.strip() for w in words.split(',') if w.strip())
    if tags and lines:
        yield tags, lines


def repeated(lines):
    for tags, headings in lines:
        for heading, words in headings.items():
            seen = set()
            for word in words:
                if word in seen:
                    yield f'{"; ".join(tags)}: {heading}: {word}'
                seen.add(word)


legal = list(blocks('orgs/legal.txt'))
countries = {t for tags, _ in legal for t in tags}
short = len(countries) < COUNTRIES_MIN
check(f'legal forms of at least {COUNTRIES_MIN} countries', [f'{len(countries)} countries'] if short else [])
check('every legal form has a nature', (f'{t}: {h}' for t, b in legal for h in b if h.split()[0] not in NATURES))
check('no legal form stands twice in one line', repeated(legal))

generic = list(blocks('orgs/generic.txt'))
languages = {t for tags, _ in generic for t in tags}
check(f'generic words in at least {LANGUAGES_MIN} languages',
      [f'{len(languages)} languages'] if len(languages) < LANGUAGES_MIN else [])
core = set.intersection(*(set(b) for _, b in generic)) if generic else set()
check(f'at least {CORE_MIN} concepts that every language puts', [f'{len(core)}'] if len(core) < CORE_MIN else [])
check('no generic word stands twice in one line', repeated(generic))

print(f'1..{number}')
sys.exit(failures > 0)
