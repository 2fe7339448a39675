/* Names that attack what retrieval rests on (docs/scoring.md, section 6): books of some hundred names that are made of
 * few roots, so that most of them are near each other, said twice, in parts, in another script, as initials, beside
 * particles and legal forms that are names, too. Roots are words of data/names and data/orgs, words of which some rule
 * is about, and words of sounds that pass for others. */
#ifndef TESTS_PROP_HOSTILE_NAMES_H
#define TESTS_PROP_HOSTILE_NAMES_H

#include "names/knowledge.h"
#include "random_names.h"

enum { ROOTS_MAX = 48, ROOTS_AT_ONCE = 4, HOSTILE_BYTES_MAX = 900 };

/** What the names of a book are made of, and how. */
struct roots {
	size_t count;
	str root[ROOTS_MAX];
	unsigned plain;       /* so many words stay as they are, for each way to vary one */
	unsigned repeat;      /* one in so many names says words twice */
	unsigned words, more; /* a name has so many words, and up to so many more */
	bool parted;          /* words are written as two */
};

/* ---- roots ------------------------------------------------------------------------------------------ */

/* Of which some rule of the parser or the scorer is. */
static const char ruled[] =
    "al|el|abu|bin|ben|van|der|de|la|y|o|i|abd|abdul|Abd al-Rahman|Abdurrahman|Abdullah|Nuruddin|"
    "Nur al-Din|ullah|Dr|Sheikh|Haji|General|M/V|MT|Jr|III|Ivanovich|Vladimirovna|oglu|Ltd|Co|OOO|OO|SA|"
    "S.A.|AG|AB|GmbH|LLC|of|the|and|&|1|2|42|12345|two|2nd|forty|A|B.|J.|O|I|X.|?|a?i|Ch?o|M?hammad|"
    "EP-MNN|RA-76842|Kim|Li|Jong-un|Young-soo|Xi|Ng|IRGC|NIOC|SKS|I.R.G.C.|Bank|Trading|Company|Iran|"
    "International|Holding|王伟|王维|李建国|李健国|中国银行|第一|김정은|김|주식회사|たなか|タナカ|株式会社|Владимир|"
    "Путин|C.J.M.|Battulgyn|alias|@|ООО|محمد|علي|"
    "عبد الله|بن|هادی|אברהם|בן|Γιώργος|नमस्ते|มานะ|Lê|Straße|O'Brien|Qa'ida|People's|Zzqx";
/* What made words are spelt of: syllables; letters that pass for others. */
static const char *const syllables[] = {"ba",  "ko", "li",  "mar", "sen", "tuk", "va", "wa", "gha", "ha",
                                        "kha", "ji", "shu", "zo",  "xi",  "che", "ri", "na", "po",  "do",
                                        "ta",  "sk", "v",   "an",  "el",  "us",  "ov", "ia", "ng",  "y"};
static const char *const passing[] = {"g", "w", "ch", "kh", "j", "?",  "0", "3",  "6", "h", "u",
                                      "a", "k", "s",  "z",  "x", "sh", "v", "th", "b", "l", "d"};

static inline str spell(struct random *r, const char *const *of, uint32_t count, uint32_t most, struct arena *arena)
{
	str word = STR("");

	for (uint32_t n = 1 + below(r, most); n > 0; n--)
		word = arena_print(arena, "%.*s%s", STR_ARG(word), of[below(r, count)]);
	return word;
}

static inline str make_word(struct random *r, struct arena *arena)
{
	enum { SYLLABLES = sizeof syllables / sizeof *syllables, PASSING = sizeof passing / sizeof *passing };

	if (below(r, 4))
		return spell(r, syllables, SYLLABLES, 5, arena);
	return spell(r, passing, PASSING, below(r, 6) ? 9 : 40, arena);
}

static inline str some_ruled(struct random *r)
{
	uint32_t count = 1;
	str rest = str_from(ruled), word;

	for (size_t i = 0; i < rest.len; i++)
		count += rest.ptr[i] == '|';
	for (uint32_t n = 1 + below(r, count); n > 0; n--)
		str_split(&rest, '|', &word);
	return word;
}

static inline void add_root(struct roots *roots, str word)
{
	if (roots->count < ROOTS_MAX && word.len)
		roots->root[roots->count++] = word;
}

/* A word that is known, the first one from a slot on. */
static inline const struct knowledge_word *some_known(uint32_t slot)
{
	while (knowledge_slots[slot % KNOWLEDGE_SLOTS] == 0)
		slot++;
	return knowledge_row(knowledge_slots[slot % KNOWLEDGE_SLOTS]);
}

static inline uint32_t class_of(const struct knowledge_word *w)
{
	return w->name_class ? w->name_class : w->org_class ? w->org_class : w->number;
}

/* Some words of one class. */
static inline void add_known(struct random *r, struct roots *roots)
{
	uint32_t slot = below(r, KNOWLEDGE_SLOTS), left = below(r, ROOTS_AT_ONCE);
	const struct knowledge_word *first = some_known(slot);

	add_root(roots, knowledge_text(first->text));
	for (uint32_t i = 1; i < KNOWLEDGE_SLOTS && left && class_of(first); i++) {
		const struct knowledge_word *w = some_known(slot + i);
		if (w == first || class_of(w) != class_of(first))
			continue;
		add_root(roots, knowledge_text(w->text));
		left--;
	}
}

static inline void make_roots(struct random *r, struct roots *roots, struct arena *arena)
{
	size_t count = 3 + below(r, below(r, 3) ? 8 : 28);
	uint32_t letters = below(r, 5); /* 0: many words are letters */

	*roots = (struct roots){
	    .plain = below(r, 3) ? 1 + below(r, 3) : 0,
	    .repeat = 1 + below(r, 10),
	    .words = below(r, 3) ? 1 : 2 + below(r, 6),
	    .more = 1 + below(r, below(r, 4) ? 4 : 24),
	    .parted = below(r, 2),
	};
	while (roots->count < count) {
		uint32_t kind = below(r, 8);
		if (letters == 0 && below(r, 2))
			add_root(roots, arena_print(arena, "%c", 'A' + below(r, 26)));
		else if (kind < 3)
			add_known(r, roots);
		else if (kind < 6)
			add_root(roots, some_ruled(r));
		else if (kind == 6 || roots->count == 0)
			add_root(roots, make_word(r, arena));
		else
			add_root(roots,
			         edited(r, roots->root[below(r, (uint32_t)roots->count)], 1 + below(r, 2), arena));
	}
}

/* ---- words ------------------------------------------------------------------------------------------ */

/* How letters are written in other scripts, those of two letters first. */
static const char *const letters_in[][5] = {
    {"sh", "ш", "ش", "ש", "σ"}, {"ch", "ч", "چ", "צ", "τσ"},    {"kh", "х", "خ", "ח", "χ"}, {"zh", "ж", "ژ", "ז", "ζ"},
    {"th", "т", "ث", "ת", "θ"}, {"ya", "я", "يا", "יא", "για"}, {"a", "а", "ا", "א", "α"},  {"b", "б", "ب", "ב", "μπ"},
    {"c", "к", "ك", "ק", "κ"},  {"d", "д", "د", "ד", "δ"},      {"e", "е", "", "", "ε"},    {"f", "ф", "ف", "פ", "φ"},
    {"g", "г", "غ", "ג", "γ"},  {"h", "х", "ه", "ה", "χ"},      {"i", "и", "ي", "י", "ι"},  {"j", "дж", "ج", "ג", "τζ"},
    {"k", "к", "ك", "כ", "κ"},  {"l", "л", "ل", "ל", "λ"},      {"m", "м", "م", "מ", "μ"},  {"n", "н", "ن", "נ", "ν"},
    {"o", "о", "و", "ו", "ο"},  {"p", "п", "پ", "פ", "π"},      {"q", "к", "ق", "ק", "κ"},  {"r", "р", "ر", "ר", "ρ"},
    {"s", "с", "س", "ס", "σ"},  {"t", "т", "ت", "ט", "τ"},      {"u", "у", "", "ו", "ου"},  {"v", "в", "و", "ו", "β"},
    {"w", "в", "و", "ו", "ου"}, {"x", "кс", "كس", "קס", "ξ"},   {"y", "ы", "ي", "י", "υ"},  {"z", "з", "ز", "ז", "ζ"}};

/* What is mistaken for each other. */
static const char *const mistaken[][2] = {{"v", "w"}, {"s", "z"},  {"g", "h"}, {"kh", "k"}, {"j", "s"},  {"j", "g"},
                                          {"u", "w"}, {"a", "o"},  {"e", "i"}, {"sh", "x"}, {"ch", "h"}, {"d", "t"},
                                          {"b", "p"}, {"q", "k"},  {"f", "v"}, {"y", "i"},  {"u", "o"},  {"ts", "z"},
                                          {"g", "k"}, {"kh", "h"}, {"g", "j"}, {"m", "n"},  {"r", "l"},  {"h", ""},
                                          {"e", ""},  {"a", ""},   {"w", ""},  {"l", ""},   {"a", "?"},  {"k", "?"}};

static inline bool stands_at(str word, size_t at, const char *letters)
{
	size_t len = strlen(letters), i = 0;

	while (i < len && at + i < word.len && (word.ptr[at + i] | 0x20) == letters[i])
		i++;
	return i == len;
}

/* The word in another script, letter by letter; what is no letter of ASCII stays. */
static inline str in_script(str word, size_t script, struct arena *arena)
{
	str out = STR("");

	for (size_t at = 0; at < word.len;) {
		size_t k = 0, count = sizeof letters_in / sizeof *letters_in;
		while (k < count && !stands_at(word, at, letters_in[k][0]))
			k++;
		if (k < count)
			out = arena_print(arena, "%.*s%s", STR_ARG(out), letters_in[k][script]);
		else
			out = arena_print(arena, "%.*s%c", STR_ARG(out), word.ptr[at]);
		at += k < count ? strlen(letters_in[k][0]) : 1;
	}
	return out;
}

/* One sound is mistaken, the first that can be from some place on. */
static inline str mistake(struct random *r, str word, struct arena *arena)
{
	size_t from = word.len ? below(r, (uint32_t)word.len) : 0;

	for (unsigned tries = 0; tries < 12; tries++) {
		uint32_t way = below(r, 2);
		const char *const *pair = PICK(r, mistaken), *old = pair[way], *new = pair[1 - way];
		size_t at = from;
		while (at < word.len && !stands_at(word, at, old))
			at++;
		if (at == word.len)
			continue;
		str behind = str_slice(word, at + strlen(old), word.len);
		return arena_print(arena, "%.*s%s%.*s", (int)at, word.ptr, new, STR_ARG(behind));
	}
	return word;
}

/* The word as two, the second one perhaps with the letter before it; with a letter doubled, or broken. */
static inline str part(struct random *r, str word, size_t at, bool parted, struct arena *arena)
{
	str before = str_slice(word, 0, at), behind = str_slice(word, at, word.len);

	switch (below(r, 3)) {
	case 0:
		return parted ? arena_print(arena, "%.*s %.*s%.*s", STR_ARG(before), (int)below(r, 2),
		                            word.ptr + at - 1, STR_ARG(behind))
		              : word;
	case 1:
		return arena_print(arena, "%.*s%c%.*s", STR_ARG(before), word.ptr[at - 1], STR_ARG(behind));
	default:
		return arena_print(arena, "%.*s?%.*s", STR_ARG(before), STR_ARG(str_slice(behind, 1, behind.len)));
	}
}

static inline str with_capitals(str word, struct arena *arena)
{
	str out = arena_copy(arena, word);
	char *letters = (char *)(uintptr_t)out.ptr;

	for (size_t i = 0; i < out.len; i++)
		letters[i] = (char)(letters[i] >= 'a' && letters[i] <= 'z' ? letters[i] - 'a' + 'A' : letters[i]);
	return out;
}

/* What is written to names, or behind them. */
static const char *const endings[] = {"ovich", "ovna", "ov", "uly",   "kyzy", " oglu", " uulu",
                                      "zoda",  "iin",  "yn", "kumar", "bhai", "skis",  "ovs"};

enum { VARIATIONS = 13 };

static inline str vary(struct random *r, const struct roots *roots, str word, struct arena *arena)
{
	bool some = below(r, 2), ascii = word.len && (unsigned char)word.ptr[0] < 0x80;

	switch (below(r, VARIATIONS * (1 + roots->plain))) {
	case 0:
		return with_capitals(word, arena);
	case 1:
		return mistake(r, word, arena);
	case 2:
		return mistake(r, mistake(r, word, arena), arena);
	case 3:
		return in_script(word, 1 + below(r, 4), arena);
	case 4:
		return edited(r, word, 1, arena);
	case 5:
		return arena_print(arena, "al-%.*s", STR_ARG(word));
	case 6:
		return arena_print(arena, "%s%.*s", some ? "Abdul" : "Abd al-", STR_ARG(word));
	case 7:
		return arena_print(arena, "%.*s%s", STR_ARG(word), some ? "uddin" : "ullah");
	case 8:
		return ascii ? arena_print(arena, "%c%s", word.ptr[0], some ? "." : "") : word;
	case 9:
		return arena_print(arena, "%.*s%s", STR_ARG(word), PICK(r, endings));
	case 10:
		return arena_print(arena, "%s%.*s", some ? "ben" : "bin", STR_ARG(word));
	case 11:
	case 12:
		return word.len > 1 ? part(r, word, 1 + below(r, (uint32_t)word.len - 1), roots->parted, arena) : word;
	default:
		return word;
	}
}

/* ---- names and books ---------------------------------------------------------------------------------- */

/* What stands between two words. */
static const char *const between[] = {"", "-", ", ", " bin ", " (", ".", "'", " al ", " of "};

static inline str hostile_name(struct random *r, const struct roots *roots, struct arena *arena)
{
	uint32_t count = roots->words + below(r, roots->more);
	bool repeats = below(r, roots->repeat) == 0;
	str name = STR(""), root = STR("");

	for (uint32_t i = 0; i < count && name.len < HOSTILE_BYTES_MAX; i++) {
		if (i == 0 || !repeats || below(r, 2))
			root = roots->root[below(r, (uint32_t)roots->count)];
		str word = vary(r, roots, root, arena);
		const char *joint = i == 0 ? "" : below(r, 4) ? " " : PICK(r, between);
		name = arena_print(arena, "%.*s%s%.*s", STR_ARG(name), joint, STR_ARG(word));
	}
	if (below(r, 20) == 0) /* as a line of a message cuts it */
		return with_capitals(str_slice(name, 0, 34 + below(r, 2)), arena);
	return below(r, 30) ? name : with_capitals(name, arena);
}

/* Of so many entities, most of one name, and one in three books of one schema. */
static inline void make_hostile_book(struct random *r, const struct roots *roots, unsigned entities, const char *path)
{
	static const enum model_schema schemata[] = {SCHEMA_PERSON,       SCHEMA_PERSON,  SCHEMA_COMPANY,
	                                             SCHEMA_ORGANIZATION, SCHEMA_VESSEL,  SCHEMA_LEGAL_ENTITY,
	                                             SCHEMA_THING,        SCHEMA_AIRPLANE};
	enum model_schema only = PICK(r, schemata);
	bool mixed = below(r, 3);
	struct small_book sb = {0};
	struct arena arena = {0};

	small_book_begin(&sb);
	for (unsigned i = 0; i < entities; i++) {
		char id[32];
		snprintf(id, sizeof id, "e-%05u", i);
		small_book_entity(&sb, id, mixed ? PICK(r, schemata) : only);
		for (uint32_t n = below(r, 4) ? 1 : 1 + below(r, 3); n > 0; n--)
			small_book_say(&sb,
			               below(r, 4)   ? PROP_NAME
			               : below(r, 2) ? PROP_ALIAS
			                             : PROP_WEAK_ALIAS,
			               hostile_name(r, roots, &arena));
		say_details(r, &sb, &arena);
	}
	small_book_write(&sb, path);
	arena_finish(&arena);
}

#endif
