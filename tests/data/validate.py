#!/usr/bin/env python3
"""Checks the CSV files of data/. Prints TAP; a failed check lists its first findings as comments.

    validate.py [folder]     folder: the data folder, by default ../../data as seen from this file
"""
import calendar
import csv
import io
import os
import re
import sys
import unicodedata
from datetime import date

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = sys.argv[1] if len(sys.argv) > 1 else os.path.join(HERE, '..', '..', 'data')

HEADS = {
    'actors.csv': 'id name schema country from to description refs source confidence notes',
    'aliases.csv': 'actor name kind lang source confidence notes',
    'designations.csv': 'actor jurisdiction regime listed_on delisted_on status instrument listing_reason '
                        'removal_reason source confidence verified_fields notes',
    'offices.csv': 'actor office jurisdiction party from to source confidence notes',
    'not_listed.csv': 'actor jurisdiction regime as_of note confidence',
    'regimes.csv': 'regime jurisdiction short authority dataset programs deciders',
    'relations.csv': 'relation definition direction inverse subject_types object_types schema subject_as object_as cost '
                     'ftm_schema ftm_properties plover cameo symmetric needs_event gold',
    'events.csv': 'id name series aliases from to place organiser organiser_text source confidence',
    'ties.csv': 'subject subject_text relation object object_text role from to event place amount_min amount_max '
                'currency amount_note modality attribution source confidence notes',
}
# Rows that history must keep: a removal is a date in a row, never the loss of a row.
COUNTS = {'designations.csv': 815, 'offices.csv': 151, 'not_listed.csv': 13, 'relations.csv': 44, 'events.csv': 121,
          'ties.csv': 501}
REQUIRED = {
    'actors.csv': 'id name schema source confidence',
    'aliases.csv': 'actor name kind source confidence',
    'designations.csv': 'actor jurisdiction regime status source confidence',
    'offices.csv': 'actor office source confidence',
    'not_listed.csv': 'actor jurisdiction regime note confidence',
    'regimes.csv': 'regime jurisdiction short authority',
    'relations.csv': 'relation definition direction inverse subject_types object_types schema subject_as object_as '
                     'ftm_schema ftm_properties symmetric needs_event',
    'events.csv': 'id name from source confidence',
    'ties.csv': 'relation modality source confidence',
}
TIE_KEY = ('subject', 'subject_text', 'relation', 'object', 'object_text', 'from', 'event', 'role', 'modality',
           'attribution')
ORDER = {
    'actors.csv': lambda d: d['id'],
    'aliases.csv': lambda d: (d['actor'], KINDS.index(d['kind']) if d['kind'] in KINDS else -1, d['lang'],
                              d['name'].casefold(), d['name']),
    'designations.csv': lambda d: (d['actor'], d['jurisdiction'], d['regime'], d['listed_on']),
    'offices.csv': lambda d: (d['actor'], d['from'], d['office']),
    'not_listed.csv': lambda d: (d['actor'], d['jurisdiction'], d['regime'], d['as_of']),
    'regimes.csv': lambda d: (d['jurisdiction'], d['regime']),
    'relations.csv': lambda d: 0,  # from the nearest kind of tie to the farthest, as people read it
    'events.csv': lambda d: d['id'],
    'ties.csv': lambda d: tuple(d[c] for c in TIE_KEY),
}
KINDS = ['alias', 'acronym', 'former', 'weak', 'adjective', 'inhabitants', 'government', 'metonym', 'title']
NAMING = ('alias', 'acronym', 'former')          # kinds that name one actor by themselves
OF_STATES = ('adjective', 'inhabitants', 'government', 'metonym')
NAME_SOURCES = ('reference', 'language', 'SOR/2002-284')
SCHEMATA = ('Person', 'Organization', 'PublicBody', 'Event', 'Address')
CONFIDENCE = ('verified', 'recalled')
TIE_CONFIDENCE = ('verified', 'article', 'recalled')
MODALITIES = ('asserted', 'alleged', 'presumed', 'denied', 'proposed')
ENDS = ('person', 'group', 'state', 'place', 'event', 'category', 'name', 'office')
# What an actor of a schema can be at the end of a tie, in the words of relations.csv.
END_OF = {'Person': ('person',), 'Organization': ('group',), 'PublicBody': ('state', 'group'), 'Event': ('event',),
          'Address': ('place', 'state')}
PLOVER = set('''AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION
 MOBILIZE COERCE ASSAULT'''.split())
RELATION_ENDS = {'UnknownLink': 'subject object', 'Directorship': 'director organization',
                 'Membership': 'member organization', 'Employment': 'employee employer', 'Family': 'person relative',
                 'Ownership': 'owner asset', 'Representation': 'agent client', 'Payment': 'payer beneficiary',
                 'Succession': 'predecessor successor'}
STATUS = ('listed', 'removed', 'superseded', 'merged', 'unknown')
FIELDS = ('listed_on', 'delisted_on', 'instrument', 'stated_reason')
LANGS = set('''af am ar az be bg bn bs ca ckb cs da de dv dz el en es et eu fa fi fr ga gu he hi hr ht hu hy id is it
 ja ka kk km ko ku ky la lb lo lt lv mg mi mk mn ms my nb ne nl nn pa pl ps pt rn ro ru sg si sk sl so sq sr sv ta tg
 th ti tk tl tr ug uk ur uz vi zh'''.split())
JURISDICTIONS = set('''AR AU BH CA CO DE EC EU FR GB HU IL IN IQ IR IT JP LK NZ PK PY RU SA TR UA UN US XG XL'''.split())
COUNTRIES = set('''ad ae af ag al am ao ar at au az ba bb bd be bf bg bh bi bj bn bo br bs bt bw by bz ca cd cf cg ch
 ci cl cm cn co cr cu cv cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fm fr ga gb gd ge gh gm gn gq gr gt gw gy
 hn hr ht hu id ie il in iq ir is it jm jo jp ke kg kh ki km kn kp kr kw kz la lb lc li lk lr ls lt lu lv ly ma mc md
 me mg mh mk ml mm mn mr mt mu mv mw mx my mz na ne ng ni nl no np nr nz om pa pe pg ph pk pl ps pt pw py qa ro rs ru
 rw sa sb sc sd se sg si sk sl sm sn so sr ss st sv sy sz td tg th tj tl tm tn to tr tt tv tw tz ua ug us uy uz va vc
 ve vn vu ws xk ye za zm zw su un'''.split())
REFS = {
    'us_ofac_sdn': r'[1-9]\d{0,5}',
    'un_sc_sanctions': r'[A-Z]{2}[ei]\.\d{3}',
    'us_congress': r'[A-Z]\d{6}|govtrack:[1-9]\d{2,6}',
}
# Ordinary words: a name that is nothing else must be weak. Two acronyms are told apart by their capitals.
WORDS = set('''aid aim alliance army base battalion battalions brigade brigades call cartel cause committee community
 council day dawn doctor east eagles east end faith family federation flag followers force forces fort front fund gang
 group guard helpers hum is islam it jihad jit justice knights lead legion let liberation life light line lion lions
 mad mak martyr martyrs may mission mit movement network north order pact panthers party path peace people pole poles
 power rat resistance revolution rim rojos scorpions sea sentinels shield sirat society soldiers south star state
 strangers straw strugglers swede sword tip trust truth tigers unit union us veiled victory warriors way west wing
 wolves youth ai aleph ashraf coalition cyclones ekin tories grits the'''.split())
WORD_EXCEPTIONS = {('united-states', 'US'), ('lashkar-e-tayyiba', 'LeT')}
MAX_SHORT = 28
# First word of the Unicode names of a language's letters; a name may also be transliterated, then all in Latin.
SCRIPTS = {s: l.split() for s, l in {
    'ARABIC': 'ar fa ur ps ug ckb', 'CYRILLIC': 'ru uk be bg mk kk ky tg mn sr', 'GREEK': 'el', 'HEBREW': 'he',
    'CJK': 'zh ja', 'KATAKANA': 'ja', 'HIRAGANA': 'ja', 'HANGUL': 'ko', 'DEVANAGARI': 'hi ne', 'TAMIL': 'ta',
    'SINHALA': 'si', 'BENGALI': 'bn', 'GURMUKHI': 'pa', 'GUJARATI': 'gu', 'THAI': 'th', 'ARMENIAN': 'hy',
    'GEORGIAN': 'ka', 'ETHIOPIC': 'am ti', 'KHMER': 'km', 'LAO': 'lo', 'MYANMAR': 'my', 'THAANA': 'dv',
    'TIBETAN': 'dz'}.items()}
# Letters that look alike and do not belong to the language.
FOREIGN = {'fa': 'يكىة', 'ur': 'يكىة', 'ar': 'یکگپچژ', 'ru': 'іїєґўј', 'uk': 'ыэёъ'}

number = 0
failures = 0


def check(name, found):
    global number, failures
    number += 1
    found = list(found)
    failures += bool(found)
    print(f'{"not ok" if found else "ok"} {number} - {name}')
    for line in found[:20]:
        print(f'#   {line}')
    if len(found) > 20:
        print(f'#   and {len(found) - 20} more')


def one(s):
    """YYYY[-MM[-DD]] with an optional ~ or ? -> (first day, last day)"""
    m = re.fullmatch(r'(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[~?]?', s)
    if not m:
        raise ValueError(s)
    y = int(m[1])
    if m[3]:
        d = date(y, int(m[2]), int(m[3]))
        return d, d
    if m[2]:
        k = int(m[2])
        return date(y, k, 1), date(y, k, calendar.monthrange(y, k)[1])
    return date(y, 1, 1), date(y, 12, 31)


def edtf(s):
    m = re.fullmatch(r'\[(.*)\.\.(.*)\]', s)
    if not m:
        return one(s)
    lo = one(m[1])[0] if m[1] else date.min
    hi = one(m[2])[1] if m[2] else date.max
    if lo > hi or not (m[1] or m[2]):
        raise ValueError(s)
    return lo, hi


def day(s):
    try:
        return edtf(s) if s else None
    except (ValueError, calendar.IllegalMonthError):
        return None


def key(s):
    return ''.join(c for c in s.casefold() if c.isalnum())


raw, heads, rows, broken = {}, {}, {}, []
for f in HEADS:
    try:
        raw[f] = open(os.path.join(DATA, f), 'rb').read()
        text = raw[f].decode('utf-8')
        r = list(csv.reader(text.splitlines(keepends=True), strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as e:
        broken.append(f'{f}: {e}')
        raw.setdefault(f, b'')
        r = []
    heads[f] = r[0] if r else []
    rows[f] = []
    for n, cells in enumerate(r[1:], 2):
        if len(cells) != len(heads[f]):
            broken.append(f'{f}:{n}: {len(cells)} cells, {len(heads[f])} expected')
            continue
        d = dict.fromkeys(HEADS[f].split(), '')
        d.update(zip(heads[f], cells))
        rows[f].append((n, d))


def every(*files):
    for f in files or HEADS:
        for n, d in rows[f]:
            yield f, n, d


def where(test, *files):
    """test(d) -> text of the finding or nothing"""
    for f, n, d in every(*files):
        m = test(d)
        if m:
            yield f'{f}:{n}: {m}'


def one_of(column, allowed, *files, empty=False):
    return where(lambda d: not (empty and not d[column]) and d[column] not in allowed and f'{column} {d[column]!r}', *files)


def many_of(column, allowed, f):
    return where(lambda d: d[column] and any(x not in allowed for x in d[column].split(';')) and f'{column} {d[column]!r}', f)


def blemish(d):
    for k, v in d.items():
        if v != v.strip() or '  ' in v:
            return f'white space in {k}: {v[:40]!r}'


def control(d):
    for k, v in d.items():
        for c in v:
            # ZWNJ belongs to Persian spelling, ZWJ to Indic scripts
            if unicodedata.category(c) in ('Cc', 'Cs', 'Co', 'Cn', 'Zl', 'Zp') or \
               (unicodedata.category(c) == 'Cf' and c not in '\u200c\u200d') or (c.isspace() and c != ' '):
                return f'U+{ord(c):04X} in {k}'


def repeated(f, *columns):
    seen = {}
    for n, d in rows[f]:
        k = tuple(d[c] for c in columns)
        if k in seen:
            yield f'{f}:{n}: {k} stands in line {seen[k]} too'
        seen.setdefault(k, n)


def dates(columns):
    for f, column in columns:
        for n, d in rows[f]:
            if d[column] and day(d[column]) is None and not (d[column] == '..' and column == 'to'):
                yield f'{f}:{n}: {column} {d[column]!r}'


SPANS = (('actors.csv', 'from', 'to'), ('designations.csv', 'listed_on', 'delisted_on'), ('offices.csv', 'from', 'to'),
         ('events.csv', 'from', 'to'), ('ties.csv', 'from', 'to'))
DATES = [(f, c) for f, a, b in SPANS for c in (a, b)] + [('not_listed.csv', 'as_of')]


def backwards():
    for f, a, b in SPANS:
        for n, d in rows[f]:
            x, y = day(d[a]), day(d[b])
            if x and y and y[1] < x[0]:
                yield f'{f}:{n}: {d[b]} before {d[a]}'


def future():
    for f, c in DATES:
        for n, d in rows[f]:
            x = day(d[c])
            if x and x[0] != date.min and x[0] > date(2026, 12, 31):
                yield f'{f}:{n}: {c} {d[c]}'


def overlaps(f, a, b, *columns):
    spells = {}
    for n, d in rows[f]:
        x = day(d[a])
        if x:
            y = day(d[b])
            spells.setdefault(tuple(d[c] for c in columns), []).append((x[0], y[1] if y else date.max, n))
    for k, v in spells.items():
        v.sort()
        for p, q in zip(v, v[1:]):
            if q[0] < p[1]:
                yield f'{f}:{q[2]}: overlaps line {p[2]}: {", ".join(k)}'


def refs():
    seen = {}
    for n, d in rows['actors.csv']:
        for r in d['refs'].split(';') if d['refs'] else []:
            dataset, _, record = r.partition(':')
            if dataset not in REFS or not re.fullmatch(REFS[dataset], record):
                yield f'actors.csv:{n}: malformed {r!r}'
            if r in seen:
                yield f'actors.csv:{n}: {r} belongs to line {seen[r]} already'
            seen[r] = n


def misspelt(d):
    letters = [c for c in d['name'] if unicodedata.category(c)[0] == 'L']
    scripts = {unicodedata.name(c, '?').split()[0] for c in letters} - {'MODIFIER', 'FEMININE', 'MASCULINE', 'KATAKANA-HIRAGANA'}
    if len(scripts) > 1 and scripts != {'CJK', 'KATAKANA'}:
        return f'{d["name"]!r} mixes {", ".join(sorted(scripts))}'
    for s in scripts - {'LATIN'}:
        if d['lang'] not in SCRIPTS.get(s, ()):
            return f'{d["name"]!r} is {s.capitalize()}, its language is {d["lang"]!r}'
    if scripts != {'LATIN'} and any(c in FOREIGN.get(d['lang'], '') for c in d['name'].lower()):
        return f'{d["name"]!r} has letters that are not of {d["lang"]!r}'


def readme():
    """counts told in README.md"""
    try:
        text = open(os.path.join(DATA, 'README.md'), encoding='utf-8').read()
    except OSError as e:
        return [f'README.md: {e}']
    told = {f: n for f, n in re.findall(r'^\| `(\w+\.csv)` \| ([\d,]+) \|', text, re.M)}
    is_now = {f: f'{len(rows[f]):,}' for f in HEADS}
    told.update((k, n) for k, n in re.findall(r'^\| `(\w+)` \| ([\d,]+) \|', text, re.M))
    for k in KINDS:
        is_now[k] = f'{sum(d["kind"] == k for _, d in rows["aliases.csv"]):,}'
    told['actors with refs'] = ''.join(re.findall(r'on (\d+) actors\. They were', text))
    is_now['actors with refs'] = str(sum(bool(d['refs']) for _, d in rows['actors.csv']))
    return [f'{k}: README.md says {told.get(k, "nothing")}, {n} here' for k, n in is_now.items() if told.get(k) != n]


def shared_names():
    """A naming alias of one actor must not be the name or a naming alias of another."""
    bearers = {}
    for n, d in rows['actors.csv']:
        bearers.setdefault(key(d['name']), {})[d['id']] = None
    for n, d in rows['aliases.csv']:
        if d['kind'] in NAMING:
            bearers.setdefault(key(d['name']), {}).setdefault(d['actor'], n)
    for k, v in bearers.items():
        if len(v) > 1:
            lines = [str(n) for n in v.values() if n]
            yield f'{k}: {", ".join(v)}' + (f' (aliases.csv:{",".join(lines)})' if lines else '')


ids = {d['id']: d for _, d in rows['actors.csv']}
events = {d['id']: d for _, d in rows['events.csv']}
relations = {d['relation']: d for _, d in rows['relations.csv']}
regimes = {d['regime']: d for _, d in rows['regimes.csv']}
offices = {(d['office'], d['jurisdiction']) for _, d in rows['offices.csv']}
names = {}
for _, d in rows['actors.csv']:
    names[d['id']] = d['name']

TESTS = [
    ('files exist, are UTF-8 and RFC 4180, and every row has all cells', lambda: broken),
    ('no byte order mark, no carriage return, a line feed at the end',
     lambda: [f for f in HEADS if raw[f][:3] == b'\xef\xbb\xbf' or b'\r' in raw[f] or raw[f][-1:] != b'\n']),
    ('headers', lambda: [f'{f}: {",".join(heads[f])}' for f in HEADS if heads[f] != HEADS[f].split()]),
    ('no stray white space', lambda: where(blemish)),
    ('no control characters', lambda: where(control)),
    ('text is in normal form C', lambda: where(lambda d: next((f'{k}: {v[:40]!r}' for k, v in d.items()
                                                              if unicodedata.normalize('NFC', v) != v), None))),
    ('quotes only where needed', lambda: (f'{f}: differs from its own rewriting' for f in HEADS if raw[f] and not same(f))),
    ('rows are in order', lambda: (f'{f}:{b[0]}: out of order after line {a[0]}' for f in HEADS
                                   for a, b in zip(rows[f], rows[f][1:]) if ORDER[f](a[1]) > ORDER[f](b[1]))),
    ('rows kept: ' + ', '.join(f'{f} {n}' for f, n in COUNTS.items()),
     lambda: (f'{f}: {len(rows[f])} rows' for f, n in COUNTS.items() if len(rows[f]) != n)),
    ('required cells are filled', lambda: (f'{f}:{n}: {c} is empty' for f, n, d in every()
                                           for c in REQUIRED[f].split() if not d[c])),
    ('ids are unique', lambda: repeated('actors.csv', 'id')),
    ('ids are slugs', lambda: where(lambda d: not re.fullmatch(r'[a-z0-9]+(-[a-z0-9]+)*', d['id']) and d['id'], 'actors.csv')),
    ('names of actors are unique', lambda: repeated('actors.csv', 'name')),
    ('schemata', lambda: one_of('schema', SCHEMATA, 'actors.csv')),
    ('countries', lambda: many_of('country', COUNTRIES, 'actors.csv')),
    ('no country twice in a cell', lambda: where(lambda d: len(set(d['country'].split(';'))) < len(d['country'].split(';'))
                                                 and d['country'], 'actors.csv')),
    ('refs are well-formed and belong to one actor', refs),
    ('confidence', lambda: list(one_of('confidence', CONFIDENCE, *[f for f in HEADS if 'confidence' in HEADS[f].split()
                                                                    and f not in ('ties.csv', 'events.csv')]))
     + list(one_of('confidence', TIE_CONFIDENCE, 'ties.csv', 'events.csv'))),
    ('verified rows do not rest on memory', lambda: where(
        lambda d: d['confidence'] == 'verified' and d['source'] in ('personal recall', 'language') and d['source'],
        'actors.csv', 'aliases.csv', 'designations.csv', 'offices.csv', 'events.csv', 'ties.csv')),
    ('actors of all rows exist', lambda: where(lambda d: d['actor'] not in ids and f'actor {d["actor"]!r}', 'aliases.csv',
                                               'designations.csv', 'offices.csv', 'not_listed.csv')),
    ('only persons hold offices', lambda: where(lambda d: d['actor'] in ids and ids[d['actor']]['schema'] != 'Person'
                                                and d['actor'], 'offices.csv')),
    ('kinds of names', lambda: one_of('kind', KINDS, 'aliases.csv')),
    ('languages of names', lambda: one_of('lang', LANGS, 'aliases.csv', empty=True)),
    ('letters fit the language', lambda: where(misspelt, 'aliases.csv')),
    ('sources of names', lambda: one_of('source', NAME_SOURCES, 'aliases.csv')),
    ('no alias twice', lambda: repeated('aliases.csv', 'actor', 'name')),
    ('no alias repeats the name of its actor', lambda: where(
        lambda d: names.get(d['actor']) == d['name'] and d['name'], 'aliases.csv')),
    ('adjectives, inhabitants, governments and metonyms belong to public bodies and regions', lambda: where(
        lambda d: d['kind'] in OF_STATES and d['actor'] in ids and ids[d['actor']]['schema'] not in ('PublicBody', 'Address')
        and f'{d["kind"]} {d["name"]}', 'aliases.csv')),
    ('ordinary words are weak names only', lambda: where(
        lambda d: d['kind'] in NAMING and re.sub(r'^(the|al|la|le|les|los) ', '', d['name'].casefold()) in WORDS
        and (d['actor'], d['name']) not in WORD_EXCEPTIONS and f'{d["kind"]} {d["name"]!r}', 'aliases.csv')),
    ('no name but a weak one is shared by two actors', shared_names),
    ('dates are EDTF', lambda: dates(DATES)),
    ('no end before its beginning', backwards),
    ('no date in the future', future),
    ('jurisdictions', lambda: one_of('jurisdiction', JURISDICTIONS, 'designations.csv', 'not_listed.csv', 'regimes.csv')),
    ('jurisdictions of offices', lambda: one_of('jurisdiction', JURISDICTIONS, 'offices.csv', empty=True)),
    ('status', lambda: one_of('status', STATUS, 'designations.csv')),
    ('an ended listing has an end, a running one has none', lambda: where(
        lambda d: d['status'] in ('removed', 'superseded') and not d['delisted_on'] and f'{d["status"]} without date'
        or d['status'] == 'listed' and d['delisted_on'] and 'listed with a removal date', 'designations.csv')),
    ('a reason for removal stands only on an ended listing', lambda: where(
        lambda d: d['removal_reason'] and not d['delisted_on'] and d['removal_reason'][:40], 'designations.csv')),
    ('reasons carry no label', lambda: where(
        lambda d: next((d[c][:40] for c in ('listing_reason', 'removal_reason')
                        if re.search(r'\b(listing|removal):', d[c])), None), 'designations.csv')),
    ('verified_fields', lambda: many_of('verified_fields', FIELDS, 'designations.csv')),
    ('a verified field is not empty', lambda: where(
        lambda d: next((c for c in d['verified_fields'].split(';') if c in ('listed_on', 'delisted_on', 'instrument')
                        and not d[c] or c == 'stated_reason' and not d['listing_reason'] + d['removal_reason']), None),
        'designations.csv')),
    ('no listing twice', lambda: repeated('designations.csv', 'actor', 'jurisdiction', 'regime', 'listed_on')),
    ('spells of one actor in one regime do not overlap',
     lambda: overlaps('designations.csv', 'listed_on', 'delisted_on', 'actor', 'jurisdiction', 'regime')),
    ('terms of one actor in one office do not overlap',
     lambda: overlaps('offices.csv', 'from', 'to', 'actor', 'office', 'jurisdiction')),
    ('no office term twice', lambda: repeated('offices.csv', 'actor', 'office', 'from')),
    ('no negative fact twice', lambda: repeated('not_listed.csv', 'actor', 'jurisdiction', 'regime', 'as_of')),
    ('regimes are unique', lambda: repeated('regimes.csv', 'regime')),
    ('regimes of all rows exist', lambda: where(lambda d: d['regime'] not in regimes and d['regime'],
                                                'designations.csv', 'not_listed.csv')),
    ('a regime has one jurisdiction', lambda: where(
        lambda d: d['regime'] in regimes and regimes[d['regime']]['jurisdiction'] != d['jurisdiction']
        and f'{d["regime"]} in {d["jurisdiction"]}', 'designations.csv', 'not_listed.csv')),
    ('every regime is used', lambda: where(
        lambda d: not any(d['regime'] == x['regime'] for _, x in rows['designations.csv'] + rows['not_listed.csv'])
        and d['regime'], 'regimes.csv')),
    (f'short labels of regimes have at most {MAX_SHORT} characters and are unique in their jurisdiction', lambda: list(where(
        lambda d: len(d['short']) > MAX_SHORT and d['short'], 'regimes.csv')) + list(repeated('regimes.csv', 'jurisdiction', 'short'))),
    ('datasets and programmes of regimes', lambda: where(
        lambda d: (not re.fullmatch(r'([a-z]{2}_[a-z0-9_]+)?', d['dataset']) and d['dataset'])
        or (not re.fullmatch(r"((\*|[A-Z][\w ()-]*)(;[A-Z][\w ()-]*)*)?", d['programs']) and d['programs'])
        or (d['programs'] and not d['dataset'] and 'programmes without a dataset'), 'regimes.csv')),
    ('who decides under a regime is an office of its jurisdiction in offices.csv', lambda: where(
        lambda d: next((o for o in d['deciders'].split(';') if o and (o, d['jurisdiction']) not in offices), None),
        'regimes.csv')),
    ('not listed on a day means no listing that surely covers it', lambda: contradictions()),
    ('relations are slugs, each once', lambda: list(repeated('relations.csv', 'relation')) + list(where(
        lambda d: not re.fullmatch('[a-z]+(_[a-z]+)*', d['relation']) and d['relation'], 'relations.csv'))),
    ('relations name their kinds of ends, PLOVER, CAMEO and yes or no', lambda: list(many_of(
        'subject_types', ENDS, 'relations.csv')) + list(many_of('object_types', ENDS, 'relations.csv')) + list(many_of(
            'plover', PLOVER, 'relations.csv')) + list(one_of('symmetric', ('yes', 'no'), 'relations.csv')) + list(one_of(
                'needs_event', ('yes', 'no'), 'relations.csv')) + list(where(
                    lambda d: (not re.fullmatch(r'(\d{2,4}(;\d{2,4})*)?', d['cameo']) or bool(d['cameo']) != bool(d['plover']))
                    and f'cameo {d["cameo"]!r}', 'relations.csv'))),
    ('a relation is a FollowTheMoney schema with two of its ends', lambda: where(
        lambda d: sorted((d['subject_as'], d['object_as'])) != sorted(RELATION_ENDS.get(d['schema'], '').split())
        and f'{d["relation"]}: {d["schema"]} from {d["subject_as"]} to {d["object_as"]}', 'relations.csv')),
    ('costs of relations lie between 0.1 and 10', lambda: where(
        lambda d: d['cost'] and not (re.fullmatch(r'\d+\.\d+', d['cost']) and 0.1 <= float(d['cost']) <= 10)
        and f'cost {d["cost"]!r}', 'relations.csv')),
    ('every relation that is not derived is used', lambda: where(
        lambda d: not d['definition'].startswith('derived:') and not any(d['relation'] == t['relation'] for _, t in rows['ties.csv']) and d['relation'], 'relations.csv')),
    ('events are no other actor, and have series and organisers that exist', lambda: list(repeated('events.csv', 'id')) + list(where(
        lambda d: d['id'] in ids and ids[d['id']]['schema'] != 'Event' and d['id']
        or d['series'] and d['series'] not in events and f'series {d["series"]!r}' or d['series'] == d['id'] and d['id']
        or next((f'organiser {o!r}' for o in d['organiser'].split(';') if o and o not in ids), None), 'events.csv'))),
    ('every event is used', lambda: where(
        lambda d: not any(d['id'] in (t['event'], t['object']) for _, t in rows['ties.csv'])
        and not d['series'] and not any(d['id'] == e['series'] for _, e in rows['events.csv']) and d['id'], 'events.csv')),
    ('ties: each end is an actor, an event or words', lambda: where(lambda d: tie_end(d, 'subject') or tie_end(d, 'object')
                                                                   or d['subject'] and d['subject'] == d['object'] and 'both ends are one',
                                                                   'ties.csv')),
    ('ties: the relation is in the list and fits its ends', lambda: where(lambda d: tie_types(d), 'ties.csv')),
    ('ties: the event exists, and is there where the relation needs it', lambda: where(lambda d: tie_event(d), 'ties.csv')),
    ('ties: modality', lambda: one_of('modality', MODALITIES, 'ties.csv')),
    ('ties: what is alleged, presumed or denied says by whom', lambda: where(
        lambda d: d['modality'] in ('alleged', 'presumed', 'denied') and not d['attribution'] and d['modality'], 'ties.csv')),
    ('ties: amounts are numbers in order, with a currency', lambda: where(lambda d: tie_amount(d), 'ties.csv')),
    ('ties: a beginning is never open', lambda: where(lambda d: d['from'] == '..' and 'from ..', 'ties.csv', 'events.csv')),
    ('ties: no row twice', lambda: repeated('ties.csv', *TIE_KEY)),
    ('ties: a mutual relation stands in one direction', lambda: mirrors()),
    ('README.md tells the right counts', readme),
    ('every actor has a main name in Latin script', lambda: where(
        lambda d: d['name'] and not any('LATIN' in unicodedata.name(c, '') or c.isdigit() for c in d['name']) and d['name'],
        'actors.csv')),
]


def tie_end(d, end):
    actor, words = d[end], d[end + '_text']
    if bool(actor) == bool(words):
        return f'{end}: {"both" if actor else "neither"} an id and words'
    if actor and actor not in ids and actor not in events:
        return f'{end} {actor!r}'
    return None


def tie_types(d):
    r = relations.get(d['relation'])
    if not r:
        return f'relation {d["relation"]!r}'
    for end in ('subject', 'object'):
        may = r[end + '_types'].split(';')
        is_ = END_OF[ids[d[end]]['schema']] if d[end] in ids else ('event',) if d[end] else ENDS
        if not set(is_) & set(may):
            return f'{d["relation"]}: {end} {d[end]} is {is_[0]}'
    return None


def tie_event(d):
    if d['event'] and d['event'] not in events:
        return f'event {d["event"]!r}'
    if not d['event'] and relations.get(d['relation'], {}).get('needs_event') == 'yes':
        return f'{d["relation"]} without an event'
    return None


def tie_amount(d):
    low, high = d['amount_min'], d['amount_max']
    for x in (low, high):
        if x and not re.fullmatch(r'\d+(\.\d+)?', x):
            return f'amount {x!r}'
    if low and high and float(low) > float(high):
        return f'{low} to {high}'
    if (low or high) and not re.fullmatch('[A-Z]{3}', d['currency']):
        return f'currency {d["currency"]!r}'
    return d['currency'] and not (low or high or d['amount_note']) and 'a currency and no amount'


def mirrors():
    seen = {}
    for n, d in rows['ties.csv']:
        rest = tuple(d[c] for c in ('relation', 'from', 'event', 'modality', 'attribution'))
        seen[(d['subject'], d['object']) + rest] = n
        back = seen.get((d['object'], d['subject']) + rest)
        if back and relations.get(d['relation'], {}).get('symmetric') == 'yes' and d['object']:
            yield f'ties.csv:{n}: mirror of line {back}'


def same(f):
    out = io.StringIO()
    w = csv.writer(out, lineterminator='\n')
    w.writerow(heads[f])
    for _, d in rows[f]:
        w.writerow([d.get(h, '') for h in heads[f]])
    return out.getvalue().encode('utf-8') == raw[f]


def contradictions():
    for n, d in rows['not_listed.csv']:
        x = day(d['as_of'])
        for m, e in rows['designations.csv']:
            if x and all(d[c] == e[c] for c in ('actor', 'jurisdiction', 'regime')):
                a, b = day(e['listed_on']), day(e['delisted_on'])
                begins = a and a[1] <= x[0]
                ends = b[0] if b else (date.max if e['status'] in ('listed', 'merged') else date.min)
                if begins and ends > x[1]:
                    yield f'not_listed.csv:{n}: designations.csv:{m} says the contrary'


print(f'1..{len(TESTS)}')
for name, test in TESTS:
    check(name, test())
sys.exit(failures > 0)
