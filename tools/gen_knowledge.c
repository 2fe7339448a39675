/* Writes the tables of src/names: `gen_knowledge DATA OUT.c`.
 *
 * Reads the word lists under DATA/names and DATA/orgs (README.md in each describes the lines), brings every word to
 * normal form with src/text, and writes C source with const tables (src/names/knowledge.h says what they mean).
 * Where two lines meet in one normal form, the first has the word; two legal forms or generic words of two classes
 * that meet are an error. Checks what docs/scoring.md takes for granted of the costs in confusions.txt. */
#include "lines.h"
#include "names/arabic.h"
#include "names/knowledge.h"
#include "names/variants.h"
#include "text/text.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	ROWS = KNOWLEDGE_SLOTS / 4 * 3, /* numbered from 1 in KNOWLEDGE_NUMBER_BITS */
	POOL = 1 << 21,
	AFFIXES = 2048,
	SHORTS = 64,
	HALVES = 256,
	PHRASES = 256,
	LIST_WORDS = 64,
	ENDINGS = 256
};

static struct knowledge_word rows[ROWS];
static uint32_t slots[KNOWLEDGE_SLOTS];
static char pool[POOL];
static uint32_t pool_used = 1;
static struct knowledge_affix affixes[AFFIXES];
static uint32_t affix_count;
static uint32_t endings[ENDINGS];
static uint32_t ending_count;
static struct {
	char sign;
	uint32_t text, name;
} shorts[SHORTS];
static uint32_t short_count;
static struct knowledge_phrase phrases[PHRASES];
static uint32_t phrase_count;
static struct word_list {
	uint32_t word[LIST_WORDS + 1];
	size_t count;
} named_after, honoured;
static struct knowledge_half halves[HALVES];
static uint32_t half_count;
static uint8_t costs[SOUND_COUNT][SOUND_COUNT + 1];
enum { LEAST_EDIT = 25 }; /* of any other edit, but of sounds hardly told from each other */
static uint32_t row_count, class_count;
enum { NEAR = 1 << 15 };
static uint32_t near[NEAR];
static uint32_t near_count = 1;

/* The lines of a file that have one heading, of all countries and languages, are one class. */
struct headed_class {
	char heading[64];
	uint32_t class;
};
enum { HEADINGS = 1024 };
static struct headed_class headed[HEADINGS];
static uint32_t headed_count;

static uint32_t keep(str text)
{
	uint32_t at = pool_used;

	if (text.len > 255 || pool_used + text.len + 1 > POOL) {
		fprintf(stderr, "gen_knowledge: a word is too long or the pool is full\n");
		exit(1);
	}
	pool[pool_used] = (char)(unsigned char)text.len;
	memcpy(pool + pool_used + 1, text.ptr, text.len);
	pool_used += (uint32_t)text.len + 1;
	return at;
}

static str kept(uint32_t at)
{
	return (str){pool + at + 1, (unsigned char)pool[at]};
}

/* The row of a word, NULL when there is none; its slot or the free one in *at. */
static struct knowledge_word *find_row(str word, uint32_t *at)
{
	for (*at = knowledge_slot(knowledge_hash(word, str_eight(word))); slots[*at];
	     *at = (*at + 1) % KNOWLEDGE_SLOTS) {
		struct knowledge_word *row = &rows[slots[*at] % (1u << KNOWLEDGE_NUMBER_BITS) - 1];
		if (str_equal(kept(row->text), word))
			return row;
	}
	return NULL;
}

static struct knowledge_word *row_of(str word)
{
	uint32_t at;
	struct knowledge_word *row = find_row(word, &at);

	if (row)
		return row;
	if (row_count == ROWS) {
		fprintf(stderr, "gen_knowledge: more than %d words\n", ROWS);
		exit(1);
	}
	rows[row_count].text = keep(word);
	slots[at] = knowledge_tag(knowledge_hash(word, str_eight(word))) | ++row_count;
	return &rows[row_count - 1];
}

/* ---- normal forms --------------------------------------------------------------------------------------- */

/* The words of `text`, one space between; `language`: a hint, or empty; `letters`: dotted letters as one word. False
 * when nothing is legible. */
static bool spell(str text, str language, enum text_reading reading, bool letters, char out[256], str *result)
{
	struct text_token token[16];
	char norm[16 * TOKEN_MAX];
	struct text_tokens tokens = {.token = token, .token_cap = 16, .norm = norm, .norm_cap = sizeof norm};
	size_t n = 0;

	text_tokens(text, language, reading, &tokens);
	for (size_t i = 0; i < tokens.token_count; i++) {
		str word = text_token_norm(&tokens, i);
		bool joined = token[i].flags & TOKEN_APOSTROPHE;
		if (letters && i && word.len == 1 && token[i - 1].len == 1)
			joined = true;
		if (n + word.len + 1 > 255)
			return false;
		if (n && !joined)
			out[n++] = ' ';
		memcpy(out + n, word.ptr, word.len);
		n += word.len;
	}
	*result = (str){out, n};
	return n > 0;
}

struct role;
static void set_org(struct knowledge_word *row, const struct role *role);
static void set_number(struct knowledge_word *row, const struct role *role);

struct role {
	void (*set)(struct knowledge_word *row, const struct role *role);
	uint32_t class;
	bool checked; /* two classes must not have the word */
	uint8_t part, level, flags;
	bool eastern;
};

/* Words in Cyrillic of organisations, for enter_neighbours. */
struct later {
	char text[200];
	uint8_t len;
	struct role role;
};

enum { LATER = 1 << 14 };
static struct later later[LATER];
static size_t later_count;

static void enter(str word, const struct role *role)
{
	size_t space = str_find_char(word, ' ', 0);
	char compound[TOKEN_MAX];

	if (space == SIZE_MAX) {
		size_t n = role->level ? arabic_compound(word, compound, sizeof compound) : 0;
		if (n)
			word = (str){compound, n};
	} else {
		row_of(str_slice(word, 0, space))->flags |= WORD_STARTS;
		str inner, rest = str_slice(word, space + 1, word.len);
		while (str_split(&rest, ' ', &inner))
			row_of(inner)->flags |= WORD_WITHIN;
	}
	struct knowledge_word *row = row_of(word);
	row->flags |= WORD_ROW;
	role->set(row, role);
}

static void add_affix(str text, const struct role *role)
{
	if (affix_count == AFFIXES)
		lines_complain("more than %d words of scripts without spaces", AFFIXES);
	else if (text.len < KNOWLEDGE_AFFIX_HEAD)
		lines_complain("\"%.*s\" begins with no character of three bytes", STR_ARG(text));
	else
		affixes[affix_count++] = (struct knowledge_affix){keep(text), role->class, role->part};
}

/* The Japanese reading, if it is one word: a name is read as a whole, so nothing is cut out of it. */
static void enter_japanese(str text, const struct role *role)
{
	char out[256];
	str word;

	if (utf8_length(text) >= 2 && spell(text, STR(""), READING_JAPANESE, false, out, &word) &&
	    str_find_char(word, ' ', 0) == SIZE_MAX)
		enter(word, role);
}

/* Has the text a letter or ends it as Ukrainian and Serbian never do? */
static bool is_of_russian(str text)
{
	static const char *const letters[] = {"ы", "э", "ё", "ъ", "Ы", "Э", "Ё", "Ъ"};
	static const char *const ends[] = {"ая", "яя", "ое", "ее", "ой", "ей", "ие", "ия", "ии", "ью"};

	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
		if (str_find(text, str_from(letters[i]), 0) != SIZE_MAX)
			return true;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_ends(text, str_from(ends[i])))
			return true;
	return false;
}

/* двигун and завод have no letter of Ukrainian, but are read as Ukrainian where a word beside them has one: names are
 * read as a whole. These readings come last, so that no word of another line loses its own. */
static void note_for_later(str text, const struct role *role)
{
	if (role->set != set_org || text_script_main(text) != SCRIPT_CYRILLIC || is_of_russian(text))
		return;
	if (later_count == LATER || text.len > sizeof later->text) {
		lines_complain("more than %d words in Cyrillic, or a long one", LATER);
		return;
	}
	struct later *l = &later[later_count++];
	memcpy(l->text, text.ptr, text.len);
	l->len = (uint8_t)text.len;
	l->role = *role;
	l->role.checked = false;
}

static void enter_neighbours(void)
{
	static const char *const languages[] = {"uk", "sr"};

	for (size_t i = 0; i < later_count; i++)
		for (size_t j = 0; j < sizeof languages / sizeof *languages; j++) {
			char out[256];
			str word, text = {later[i].text, later[i].len};
			if (spell(text, str_from(languages[j]), READING_DEFAULT, false, out, &word))
				enter(word, &later[i].role);
		}
}

static void enter_readings(str text, const struct role *role)
{
	static const enum text_reading readings[] = {READING_DEFAULT, READING_ALTERNATIVE};

	for (size_t i = 0; i < 4; i++) {
		char out[256];
		str word;
		if (!spell(text, STR(""), readings[i % 2], i / 2, out, &word)) {
			lines_complain("\"%.*s\" has no normal form", STR_ARG(text));
			return;
		}
		struct role spelt = *role;
		spelt.checked = i % 2 == 0;
		enter(word, &spelt);
	}
	note_for_later(text, role);
}

/* Is the word cut out of runs of characters? Then its readings need no rows, which would meet names of people: 国防 is
 * read as Guo Fang is. Kana is not cut. */
static bool is_cut_out(str text, const struct role *role)
{
	enum text_script script = text_script_main(text);

	return (script == SCRIPT_HAN || script == SCRIPT_HANGUL) && role->part != PART_STOP &&
	       (role->set == set_org || role->set == set_number);
}

/* Enters a word in each of its spellings. */
static void enter_spellings(str text, const struct role *role)
{
	if (!is_cut_out(text, role)) {
		enter_readings(text, role);
		return;
	}
	add_affix(text, role);
	if (role->set == set_org)
		enter_japanese(text, role);
}

/* ---- roles ---------------------------------------------------------------------------------------------- */

/* Where two lines meet in one normal form, the first has it. */
static void set_class(uint32_t *field, uint32_t class)
{
	if (*field == 0)
		*field = class;
}

static void set_given(struct knowledge_word *row, const struct role *role)
{
	set_class(&row->name_class, role->class);
	if (row->given < role->level)
		row->given = role->level;
}

static void set_family(struct knowledge_word *row, const struct role *role)
{
	if (role->class && row->given == 0)
		set_class(&row->name_class, role->class);
	row->family = role->level;
	if (role->eastern) {
		row->flags |= WORD_EASTERN;
		set_class(&row->eastern, role->class);
	}
}

/* A loose title is a name, too. */
static void set_person_part(struct knowledge_word *row, const struct role *role)
{
	if (row->person_part && row->person_part != role->part)
		return;
	row->person_part = role->part;
	row->flags |= role->flags & (uint16_t)~WORD_LOOSE;
	if (role->flags & WORD_LOOSE && row->given == 0 && row->family == 0)
		row->family = 1;
}

/* Legal forms or generic words of two classes must not be spelt alike. A second romanisation may. */
static bool is_contested(const struct knowledge_word *row, const struct role *role)
{
	return role->checked && row->org_class && role->class && row->org_class != role->class &&
	       class_kind(row->org_class) == class_kind(role->class) && class_kind(role->class) != CLASS_PLACE;
}

static void set_org(struct knowledge_word *row, const struct role *role)
{
	if (is_contested(row, role))
		lines_complain("\"%.*s\" is in two classes", STR_ARG(kept(row->text)));
	if (row->org_part || row->org_class)
		return;
	set_class(&row->org_class, role->class);
	row->org_part = role->part;
	row->flags |= role->flags;
}

static void set_number(struct knowledge_word *row, const struct role *role)
{
	set_class(&row->number, role->class);
	row->flags |= role->flags;
}

static void set_flags(struct knowledge_word *row, const struct role *role)
{
	row->flags |= role->flags;
}

/* ---- files ---------------------------------------------------------------------------------------------- */

static uint32_t new_class(enum class_kind kind, unsigned nature)
{
	return CLASS_OF(kind, ++class_count) | nature << 16;
}

static void each_word(str list, const struct role *role, enum class_kind apart)
{
	str word;

	while (str_split(&list, ' ', &word)) {
		struct role one = *role;
		word = str_trim(word);
		if (word.len == 0)
			continue;
		if (apart)
			one.class = new_class(apart, 0);
		enter_spellings(word, &one);
	}
}

static void each_phrase(str list, const struct role *role)
{
	str phrase;

	while (str_split(&list, ',', &phrase)) {
		struct role one = *role;
		phrase = str_trim(phrase);
		if (phrase.len == 0)
			continue;
		if (phrase.ptr[0] == '~') {
			phrase = str_slice(phrase, 1, phrase.len);
			one.flags |= WORD_LOOSE;
		}
		enter_spellings(phrase, &one);
	}
}

/* `LEVEL SIGN words`: = one name, . each its own; ~ East Asian family names, each its own, =~ one of them. */
static void on_name(str line, bool given)
{
	str level, sign, rest = line;
	struct role role = {.set = given ? set_given : set_family};
	enum class_kind kind = given ? CLASS_GIVEN : CLASS_FAMILY;

	str_split(&rest, ' ', &level);
	str_split(&rest, ' ', &sign);
	if (level.len != 1 || level.ptr[0] < '1' || level.ptr[0] > '7' || sign.len == 0) {
		lines_complain("a line is: level 1..7, sign, words");
		return;
	}
	role.level = (uint8_t)(level.ptr[0] - '0');
	role.eastern = sign.ptr[sign.len - 1] == '~';
	if (sign.ptr[0] == '=')
		role.class = new_class(kind, 0);
	bool apart = sign.ptr[0] == '~' || (sign.ptr[0] == '.' && given);
	each_word(rest, &role, apart ? kind : CLASS_NONE);
}

static void on_given(str line)
{
	on_name(line, true);
}

static void on_family(str line)
{
	on_name(line, false);
}

/* `heading: rest`; false and a complaint when there is no heading. */
static bool cut_heading(str *line, str *heading)
{
	size_t colon = str_find_char(*line, ':', 0);

	if (colon == SIZE_MAX) {
		lines_complain("a line is: heading, colon, words");
		return false;
	}
	*heading = str_trim(str_slice(*line, 0, colon));
	*line = str_trim(str_slice(*line, colon + 1, line->len));
	return true;
}

static void on_particle(str line)
{
	struct role role = {.set = set_person_part, .part = PART_PARTICLE};
	str heading;

	if (!cut_heading(&line, &heading))
		return;
	role.flags = str_is(heading, "article") ? WORD_ARTICLE : str_is(heading, "child") ? WORD_CHILD_OF : 0;
	each_phrase(line, &role);
}

static void on_title(str line)
{
	str heading;

	if (cut_heading(&line, &heading))
		each_phrase(line, &(struct role){.set = set_person_part, .part = PART_TITLE});
}

static void set_generation(struct knowledge_word *row, const struct role *role)
{
	set_person_part(row, role);
	if (row->given == 0 && row->family == 0)
		set_class(&row->name_class, role->class);
}

/* `= words`: they say of which generation a person is, all of one. */
static void on_suffix(str line)
{
	struct role role = {.set = set_person_part, .part = PART_SUFFIX};

	if (str_starts(line, STR("= "))) {
		line = str_slice(line, 2, line.len);
		role.set = set_generation;
		role.class = new_class(CLASS_FAMILY, 0);
	}
	each_phrase(line, &role);
}

static void on_patronymic(str line)
{
	str word;

	while (str_split(&line, ' ', &word)) {
		if (word.len && ending_count == ENDINGS)
			lines_complain("more than %d endings", ENDINGS);
		else if (word.len == 1 || word.len > 8)
			lines_complain("an ending has two to eight letters");
		else if (word.len)
			endings[ending_count++] = keep(word);
	}
}

/* `short. name`, `letter/ beginning`. */
static void on_short(str line)
{
	str text;

	str_split(&line, ' ', &text);
	line = str_trim(line);
	char sign = text.len > 1 ? text.ptr[text.len - 1] : '\0';
	if (line.len == 0 || (sign != '.' && sign != '/')) {
		lines_complain("a line is: what is short, its sign, the name");
		return;
	}
	if (short_count == SHORTS) {
		lines_complain("more than %d", SHORTS);
		return;
	}
	shorts[short_count].sign = sign;
	shorts[short_count].text = keep(str_slice(text, 0, text.len - 1));
	shorts[short_count++].name = keep(line);
}

/* `anywhere: phrases`, `bracket: phrases`, `person: phrases` */
static void on_known_as(str line)
{
	static const char *const where[] = {"anywhere", "bracket", "person"};
	str heading, phrase;
	uint8_t i = 0;

	if (!cut_heading(&line, &heading))
		return;
	while (i < sizeof where / sizeof *where && !str_is(heading, where[i]))
		i++;
	if (i == sizeof where / sizeof *where)
		lines_complain("the heading is anywhere, bracket or person");
	while (str_split(&line, ',', &phrase)) {
		phrase = str_trim(phrase);
		if (phrase.len && phrase_count == PHRASES)
			lines_complain("more than %d", PHRASES);
		else if (phrase.len)
			phrases[phrase_count++] = (struct knowledge_phrase){keep(phrase), phrase.ptr[0], i};
	}
}

/* `says: phrases`, `was: words` */
static void on_named_after(str line)
{
	str heading, phrase, word;

	if (!cut_heading(&line, &heading))
		return;
	struct word_list *list = str_is(heading, "says") ? &named_after : &honoured;
	if (list == &honoured && !str_is(heading, "was"))
		lines_complain("the heading is says or was");
	while (str_split(&line, ',', &phrase)) {
		char text[TOKEN_MAX];
		size_t len = 0;
		for (str rest = str_trim(phrase); str_split(&rest, ' ', &word); len += word.len) {
			if (len + word.len > sizeof text) {
				lines_complain("this is too long");
				return;
			}
			memcpy(text + len, word.ptr, word.len);
		}
		if (list->count == LIST_WORDS)
			lines_complain("more than %d", LIST_WORDS);
		else if (len)
			list->word[list->count++] = keep((str){text, len});
	}
}

/* `first: source spelling, …`, `second: …` */
static void on_compound_given(str line)
{
	str heading, half, source;

	if (!cut_heading(&line, &heading))
		return;
	bool second = str_is(heading, "second");
	if (!second && !str_is(heading, "first"))
		lines_complain("the heading is first or second");
	while (str_split(&line, ',', &half)) {
		half = str_trim(half);
		str_split(&half, ' ', &source);
		half = str_trim(half);
		if (source.len == 0 || half.len == 0 || half_count == HALVES)
			lines_complain("a name is: word, spelling; %d at most", HALVES);
		else
			halves[half_count++] = (struct knowledge_half){keep(source), keep(half), second};
	}
}

static void on_ship_prefix(str line)
{
	each_word(line, &(struct role){.set = set_flags, .flags = WORD_SHIP}, CLASS_NONE);
}

/* `VALUE: words`, `VALUE+: words` for tens that a unit may follow. */
static void on_number(str line)
{
	str heading;
	struct role role = {.set = set_number, .part = PART_NUMBER};
	uint64_t value;

	if (!cut_heading(&line, &heading))
		return;
	if (str_ends(heading, STR("+"))) {
		role.flags = WORD_TENS;
		heading.len--;
	}
	if (!str_to_u64(heading, &value) || value > NUMBER_MAX) {
		lines_complain("this is no number");
		return;
	}
	role.class = CLASS_OF(CLASS_NUMBER, value + 1);
	each_phrase(line, &role);
}

static void on_compound_family(str line)
{
	str word;

	while (str_split(&line, ' ', &word))
		if (word.len)
			add_affix(word, &(struct role){.part = PART_PLAIN});
}

static enum legal_nature nature_named(str nature)
{
	if (str_is(nature, "company"))
		return NATURE_COMPANY;
	if (str_is(nature, "association"))
		return NATURE_ASSOCIATION;
	if (!str_is(nature, "any"))
		lines_complain("the nature is company, association or any");
	return NATURE_UNSAID;
}

/* The class of a heading; a new one when no line had it. */
static uint32_t class_headed(enum class_kind kind, str heading, unsigned nature)
{
	for (uint32_t i = 0; i < headed_count; i++)
		if (class_kind(headed[i].class) == kind && str_is(heading, headed[i].heading))
			return headed[i].class;
	if (headed_count == HEADINGS || heading.len >= sizeof headed->heading) {
		lines_complain("more than %d headings, or one is too long", HEADINGS);
		return 0;
	}
	struct headed_class *new = &headed[headed_count++];
	memcpy(new->heading, heading.ptr, heading.len);
	new->class = new_class(kind, nature);
	return new->class;
}

/* `nature name: forms` */
static void on_legal(str line)
{
	str heading, nature, rest;

	if (!cut_heading(&line, &heading))
		return;
	rest = heading;
	str_split(&rest, ' ', &nature);
	uint32_t class = class_headed(CLASS_LEGAL, heading, nature_named(nature));
	each_phrase(line, &(struct role){.set = set_org, .part = PART_LEGAL, .class = class});
}

static void on_generic(str line)
{
	str heading;

	if (cut_heading(&line, &heading))
		each_phrase(line, &(struct role){.set = set_org,
		                                 .part = PART_GENERIC,
		                                 .class = class_headed(CLASS_GENERIC, heading, 0)});
}

/* A word that is a name's own weighs what such words weigh. */
static void on_own(str line)
{
	str heading;

	if (cut_heading(&line, &heading))
		each_phrase(
		    line,
		    &(struct role){.set = set_org, .part = PART_PLAIN, .class = class_headed(CLASS_OWN, heading, 0)});
}

static void on_place(str line)
{
	str heading;

	if (cut_heading(&line, &heading))
		each_phrase(line,
		            &(struct role){.set = set_org, .part = PART_PLAIN, .class = new_class(CLASS_PLACE, 0)});
}

static void on_stop(str line)
{
	str heading;

	if (cut_heading(&line, &heading))
		each_phrase(line, &(struct role){.set = set_org, .part = PART_STOP});
}

/* ---- costs ---------------------------------------------------------------------------------------------- */

static const char *const sound_names[SOUND_COUNT] = {
    "a", "e", "i",  "o",  "u", "h", "j", "kh", "w", "v", "f", "b", "p", "m", "n", "r", "l", "d", "t",
    "s", "z", "sh", "ch", "x", "k", "g", "0",  "1", "2", "3", "4", "5", "6", "7", "8", "9", "?",
};

static size_t sound_named(str name)
{
	for (size_t i = 0; i < SOUND_COUNT; i++)
		if (str_is(name, sound_names[i]))
			return i;
	return SOUND_COUNT;
}

/* `sound sound cost`, `sound - cost`: hundredths. `*` is any sound. */
static void on_cost(str line)
{
	str a, b, c;
	uint64_t cost;

	str_split(&line, ' ', &a);
	str_split(&line, ' ', &b);
	str_split(&line, ' ', &c);
	size_t x = sound_named(a), y = sound_named(b);
	if (!str_to_u64(c, &cost) || cost < 5 || cost > 100 || (x == SOUND_COUNT && !str_is(a, "*")) ||
	    (y == SOUND_COUNT && !str_is(b, "*") && !str_is(b, "-"))) {
		lines_complain("a line is: sound, sound or -, cost 5..100");
		return;
	}
	for (size_t i = 0; i < SOUND_COUNT; i++) {
		if (x != SOUND_COUNT && i != x)
			continue;
		for (size_t j = 0; j < SOUND_COUNT; j++)
			if (!str_is(b, "-") && i != j && (y == SOUND_COUNT || j == y))
				costs[i][j] = costs[j][i] = (uint8_t)cost;
		if (str_is(b, "-"))
			costs[i][SOUND_COUNT] = (uint8_t)cost;
	}
}

/* What the proofs in docs/scoring.md, section 6, need an edit to cost: by what it changes in fingerprints, … */
static unsigned least_of_places(enum sound x, enum sound y)
{
	unsigned a = sound_place(x), b = sound_place(y);

	return a == b ? 0 : ((a < PLACES) + (b < PLACES)) * COST_OF_PLACE;
}

/* … and by what it is. */
static unsigned least_exchange(enum sound x, enum sound y)
{
	unsigned a = 1u << sound_kind(x) | sound_passes_for(x), b = 1u << sound_kind(y) | sound_passes_for(y);

	if (!(a & b))
		return LEAST_OTHER_KIND;
	if (sound_kind(x) != sound_kind(y))
		return LEAST_PASSING;
	unsigned least = sound_plain(x) == sound_plain(y) ? 5 : LEAST_EDIT, places = least_of_places(x, y);
	return places > least ? places : least;
}

static unsigned least_omission(enum sound x)
{
	static_assert(LEAST_OMISSION >= 2 * COST_OF_PLACE);
	if (sound_kind(x) == KIND_SLIGHT)
		return LEAST_OMISSION;
	return LEAST_OTHER_KIND;
}

/* Does it pass for the kind of `y`? */
static bool passes(enum sound x, enum sound y)
{
	return sound_passes_for(x) >> sound_kind(y) & 1;
}

/* Where the two are exchanged for less than what changes the kind: does a word with the one ask for those with the
 * other? */
static bool is_asked_for(enum sound x, enum sound asking)
{
	if (sound_kind(x) == sound_kind(asking) || sound_asked_for(asking) >> sound_kind(x) & 1)
		return true;
	if (x == SOUND_J && asking == SOUND_S)
		return costs[x][asking] >= LEAST_J_FOR_S;
	return passes(x, asking) && (sound_passing(x) == PASSINGS || sound_stood_for(asking) >> sound_passing(x) & 1);
}

static void check_costs(void)
{
	for (size_t i = 0; i < SOUND_COUNT; i++) {
		if (costs[i][SOUND_COUNT] < least_omission((enum sound)i))
			lines_complain("leaving out \"%s\" costs less than %u", sound_names[i],
			               least_omission((enum sound)i));
		for (size_t j = 0; j < SOUND_COUNT; j++) {
			unsigned least = i == j ? 0 : least_exchange((enum sound)i, (enum sound)j);
			if (costs[i][j] < least)
				lines_complain("\"%s\" for \"%s\" costs less than %u", sound_names[i], sound_names[j],
				               least);
			if (costs[i][j] < LEAST_OTHER_KIND && !is_asked_for((enum sound)i, (enum sound)j))
				lines_complain("\"%s\" for \"%s\": unknown what passes", sound_names[i],
				               sound_names[j]);
			if (costs[i][j] != costs[j][i])
				lines_complain("\"%s\" and \"%s\" are not symmetric", sound_names[i], sound_names[j]);
		}
	}
}

/* ---- slips of the pen ------------------------------------------------------------------------------------ */

static bool is_sequence(const struct knowledge_word *row)
{
	return (row->org_part != PART_PLAIN || row->org_class) && str_find_char(kept(row->text), ' ', 0) != SIZE_MAX;
}

static bool is_single_legal(const struct knowledge_word *row)
{
	return row->org_part == PART_LEGAL && !is_sequence(row);
}

static bool is_single_common(const struct knowledge_word *row)
{
	return (row->org_part == PART_GENERIC || row->org_part == PART_LEGAL) && !is_sequence(row);
}

/* Bits of the sets that have a word of a trait: by outline, by letters. */
static uint8_t sets_of[2][1 << TRAIT_BITS];

static void gather_traits(enum knowledge_set set, bool (*is_of)(const struct knowledge_word *row))
{
	for (uint32_t i = 0; i < row_count; i++) {
		str word, rest = is_of(&rows[i]) ? kept(rows[i].text) : STR("");
		while (str_split(&rest, ' ', &word)) {
			struct knowledge_traits t = knowledge_traits(word);
			sets_of[0][t.outline] |= (uint8_t)(1u << set);
			sets_of[1][t.letters] |= (uint8_t)(1u << set);
		}
	}
}

static void add_near(uint32_t number)
{
	if (near_count == NEAR)
		lines_complain("more than %d words near others", NEAR);
	else
		near[near_count++] = number;
}

/* Lists the words of sequences that a slip makes of the row's. */
static void list_near(struct knowledge_word *row)
{
	str word = kept(row->text), variant;
	struct knowledge_traits t = knowledge_traits(word);
	unsigned sets = sets_of[0][t.outline] | (unsigned)sets_of[1][t.letters] << 4;
	uint32_t begin = near_count, at;
	struct variants v;

	if (word.len >= VARIANT_MAX)
		return;
	variants_begin(&v, word, slips_possible(sets, SET_SEQUENCES));
	while (variants_next(&v, &variant)) {
		const struct knowledge_word *other = find_row(variant, &at);
		if (other && other->flags & (WORD_STARTS | WORD_WITHIN))
			add_near((uint32_t)(other - rows) + 1);
	}
	if (near_count == begin)
		return;
	add_near(0);
	row->near = (uint16_t)begin;
}

static void see_to_slips(void)
{
	gather_traits(SET_LEGAL, is_single_legal);
	gather_traits(SET_COMMON, is_single_common);
	gather_traits(SET_SEQUENCES, is_sequence);
	for (uint32_t i = 0; i < row_count; i++)
		list_near(&rows[i]);
}

/* ---- simple words ---------------------------------------------------------------------------------------- */

static bool is_like_patronymic(str word)
{
	for (uint32_t i = 0; i < ending_count; i++)
		if (str_ends(word, kept(endings[i])))
			return true;
	return false;
}

/* What names/person.c looks for. */
static bool is_simple(const struct knowledge_word *row)
{
	const unsigned asked = WORD_ROW | WORD_STARTS | WORD_CHILD_OF | WORD_EASTERN | WORD_ARTICLE;
	str word = kept(row->text);
	char compound[TOKEN_MAX];

	return (row->flags & asked) == WORD_ROW && row->person_part == PART_PLAIN && word.len > 1 &&
	       str_find_char(word, ' ', 0) == SIZE_MAX && !arabic_is_servant(word) && !arabic_is_god(word) &&
	       !arabic_is_article_and_faith(word) && !arabic_compound(word, compound, sizeof compound) &&
	       !is_like_patronymic(word);
}

static void mark_simple(void)
{
	for (uint32_t i = 0; i < row_count; i++)
		rows[i].flags |= is_simple(&rows[i]) ? WORD_SIMPLE : 0;
}

/* ---- words that are completed ----------------------------------------------------------------------------- */

enum { COMPLETED_MIN = 5 /* letters of a word that may stand shortened */ };

static int by_text(const void *a, const void *b)
{
	return str_compare(kept(rows[*(const uint32_t *)a].text), kept(rows[*(const uint32_t *)b].text));
}

/* Legal forms and generic words of one word, in the order of their letters. */
static void write_common(FILE *out)
{
	static uint32_t common[ROWS];
	uint32_t count = 0;

	for (uint32_t i = 0; i < row_count; i++)
		if (is_single_common(&rows[i]) && !(rows[i].flags & WORD_LOOSE) &&
		    kept(rows[i].text).len >= COMPLETED_MIN)
			common[count++] = i;
	qsort(common, count, sizeof *common, by_text);
	fprintf(out, "const uint32_t knowledge_common[] = {");
	for (uint32_t i = 0; i < count; i++)
		fprintf(out, "%s%u,", i % 16 ? "" : "\n", common[i]);
	fprintf(out, "\n};\nconst uint32_t knowledge_common_count = %u;\n", count);
}

/* ---- output --------------------------------------------------------------------------------------------- */

/* Those of one first character together, the longest first. */
static int by_character(const void *a, const void *b)
{
	const struct knowledge_affix *x = a, *y = b;
	int order = memcmp(kept(x->text).ptr, kept(y->text).ptr, KNOWLEDGE_AFFIX_HEAD);

	if (order == 0)
		order = (int)kept(y->text).len - (int)kept(x->text).len;
	return order ? order : (int)x->text - (int)y->text;
}

static void write_pool(FILE *out)
{
	fprintf(out, "const char knowledge_pool[] = {");
	for (uint32_t i = 0; i < pool_used; i++)
		fprintf(out, "%s%d,", i % 24 ? "" : "\n", pool[i]);
	fprintf(out, "\n};\n");
}

static void write_rows(FILE *out)
{
	fprintf(out, "const struct knowledge_word knowledge_words[] = {\n");
	for (uint32_t i = 0; i < row_count; i++) {
		const struct knowledge_word *w = &rows[i];
		fprintf(out, "{0x%llx, %u, 0x%x, 0x%x, 0x%x, 0x%x, %u, %u, %u, %u, %u, %u},\n",
		        (unsigned long long)str_eight(kept(w->text)), w->text, w->name_class, w->eastern, w->org_class,
		        w->number, w->person_part, w->org_part, w->given, w->family, w->flags, w->near);
	}
	fprintf(out, "};\nconst uint32_t knowledge_slots[KNOWLEDGE_SLOTS] = {");
	for (uint32_t i = 0; i < KNOWLEDGE_SLOTS; i++)
		fprintf(out, "%s0x%x,", i % 12 ? "" : "\n", slots[i]);
	fprintf(out, "\n};\n");
}

static void write_costs(FILE *out)
{
	fprintf(out, "const uint8_t knowledge_cost[SOUND_COUNT][SOUND_COUNT + 1] = {\n");
	for (size_t i = 0; i < SOUND_COUNT; i++) {
		fprintf(out, "{");
		for (size_t j = 0; j <= SOUND_COUNT; j++)
			fprintf(out, "%u,", costs[i][j]);
		fprintf(out, "},\n");
	}
	fprintf(out, "};\n");
}

static void write_least(FILE *out)
{
	fprintf(out, "const struct knowledge_least knowledge_least[SOUND_COUNT] = {\n");
	for (size_t i = 0; i < SOUND_COUNT; i++) {
		unsigned edit = costs[i][SOUND_COUNT], change = UINT8_MAX;
		for (size_t j = 0; j < SOUND_COUNT; j++) {
			if (sound_plain((enum sound)j) != sound_plain((enum sound)i) && costs[i][j] < edit)
				edit = costs[i][j];
			if (costs[i][j] >= LEAST_OTHER_KIND && costs[i][j] < change)
				change = costs[i][j];
		}
		fprintf(out, "{%u,%u},\n", edit, change);
	}
	fprintf(out, "};\n");
}

static unsigned last_letter(uint32_t ending)
{
	str text = kept(ending);

	return text.ptr[text.len - 1] & 31;
}

static int by_last_letter(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return last_letter(x) != last_letter(y) ? (int)last_letter(x) - (int)last_letter(y) : (int)x - (int)y;
}

static void write_endings(FILE *out)
{
	uint32_t at = 0;

	qsort(endings, ending_count, sizeof *endings, by_last_letter);
	fprintf(out, "const struct knowledge_ending knowledge_patronymics[] = {");
	for (uint32_t i = 0; i < ending_count; i++)
		fprintf(out, "{0x%llx, %zu},\n", (unsigned long long)knowledge_tail(kept(endings[i])),
		        kept(endings[i]).len);
	fprintf(out, "};\nconst uint16_t knowledge_patronymic_first[33] = {");
	for (unsigned letter = 0; letter <= 32; letter++) {
		while (at < ending_count && last_letter(endings[at]) < letter)
			at++;
		fprintf(out, "%u,", at);
	}
	fprintf(out, "};\n");
}

static void write_shorts(FILE *out)
{
	fprintf(out, "const struct knowledge_short knowledge_shorts[] = {\n");
	for (uint32_t i = 0; i < short_count; i++)
		fprintf(out, "{'%c', %u, %u},\n", shorts[i].sign, shorts[i].text, shorts[i].name);
	fprintf(out, "};\nconst uint32_t knowledge_short_count = %u;\n", short_count);
}

static int by_length(const void *left, const void *right)
{
	const struct knowledge_phrase *a = left, *b = right;
	size_t x = kept(a->text).len, y = kept(b->text).len;
	bool p = a->where == PHRASE_BRACKET, q = b->where == PHRASE_BRACKET;

	if (p != q)
		return p - q;
	return x != y ? x < y ? 1 : -1 : (a->text > b->text) - (a->text < b->text);
}

static void write_phrases(FILE *out)
{
	uint8_t pairs[PHRASE_PAIRS / 8] = {0};

	qsort(phrases, phrase_count, sizeof *phrases, by_length);
	fprintf(out, "const struct knowledge_phrase knowledge_phrases[] = {\n");
	for (uint32_t i = 0; i < phrase_count; i++) {
		str text = kept(phrases[i].text);
		unsigned pair = knowledge_phrase_pair(text.ptr[0], text.len > 1 ? text.ptr[1] : ' ');
		if (phrases[i].where != PHRASE_BRACKET)
			pairs[pair / 8] |= (uint8_t)(1u << pair % 8);
		fprintf(out, "{%u, %d, %u},\n", phrases[i].text, phrases[i].first, phrases[i].where);
	}
	fprintf(out, "{0, 0, 0}};\nconst uint8_t knowledge_phrase_pairs[] = {");
	for (size_t i = 0; i < sizeof pairs; i++)
		fprintf(out, "%u,", pairs[i]);
	fprintf(out, "};\n");
}

static void write_list(FILE *out, const char *name, const struct word_list *list)
{
	fprintf(out, "const uint32_t %s[] = {", name);
	for (size_t i = 0; i < list->count; i++)
		fprintf(out, "%u, ", list->word[i]);
	fprintf(out, "0};\n");
}

static void write_halves(FILE *out)
{
	fprintf(out, "const struct knowledge_half knowledge_halves[] = {\n");
	for (uint32_t i = 0; i < half_count; i++)
		fprintf(out, "{%u, %u, %d},\n", halves[i].source, halves[i].text, halves[i].second);
	fprintf(out, "};\nconst uint32_t knowledge_half_count = %u;\n", half_count);
}

static void write_lists(FILE *out)
{
	qsort(affixes, affix_count, sizeof *affixes, by_character);
	fprintf(out, "const struct knowledge_affix knowledge_affixes[] = {\n");
	for (uint32_t i = 0; i < affix_count; i++)
		fprintf(out, "{%u, 0x%x, %u},\n", affixes[i].text, affixes[i].class, affixes[i].part);
	fprintf(out, "};\nconst uint32_t knowledge_affix_count = %u;\n", affix_count);
}

static void write_sets(FILE *out, const char *name, const uint8_t *sets)
{
	fprintf(out, "const uint8_t %s[1 << (TRAIT_BITS - 1)] = {", name);
	for (size_t i = 0; i < 1 << TRAIT_BITS; i += 2)
		fprintf(out, "%s%u,", i % 64 ? "" : "\n", sets[i] | sets[i + 1] << 4);
	fprintf(out, "\n};\n");
}

static void write_near(FILE *out)
{
	fprintf(out, "const uint32_t knowledge_near[] = {");
	for (uint32_t i = 0; i < near_count; i++)
		fprintf(out, "%s%u,", i % 24 ? "" : "\n", near[i]);
	fprintf(out, "\n};\n");
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		void (*on_line)(str);
	} files[] = {
	    {"names/given.txt", on_given},
	    {"names/family.txt", on_family},
	    {"names/particles.txt", on_particle},
	    {"names/titles.txt", on_title},
	    {"names/suffixes.txt", on_suffix},
	    {"names/patronymics.txt", on_patronymic},
	    {"names/compound-family.txt", on_compound_family},
	    {"names/compound-given.txt", on_compound_given},
	    {"names/known-as.txt", on_known_as},
	    {"names/shortened.txt", on_short},
	    {"names/ship-prefixes.txt", on_ship_prefix},
	    {"names/numbers.txt", on_number},
	    {"names/confusions.txt", on_cost},
	    {"orgs/legal.txt", on_legal},
	    {"orgs/generic.txt", on_generic},
	    {"orgs/places.txt", on_place},
	    {"orgs/stop.txt", on_stop},
	    {"orgs/own.txt", on_own},
	    {"orgs/named-after.txt", on_named_after},
	};

	if (argc != 3) {
		fprintf(stderr, "usage: gen_knowledge DATA OUT.c\n");
		return 1;
	}
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		char path[4096];
		snprintf(path, sizeof path, "%s/%s", argv[1], files[i].name);
		lines_each(path, files[i].on_line);
		if (files[i].on_line == on_cost)
			check_costs();
	}
	enter_neighbours();
	see_to_slips();
	mark_simple();
	if (lines_complaints())
		return 1;
	FILE *out = fopen(argv[2], "w");
	if (!out) {
		fprintf(stderr, "gen_knowledge: cannot write %s\n", argv[2]);
		return 1;
	}
	fprintf(
	    out,
	    "/* Written by tools/gen_knowledge.c from data/names and data/orgs. */\n#include \"names/knowledge.h\"\n");
	write_lists(out);
	write_endings(out);
	write_shorts(out);
	write_halves(out);
	write_list(out, "knowledge_named_after", &named_after);
	write_list(out, "knowledge_honoured", &honoured);
	write_phrases(out);
	write_sets(out, "knowledge_outlines", sets_of[0]);
	write_sets(out, "knowledge_letters", sets_of[1]);
	write_near(out);
	write_pool(out);
	write_rows(out);
	write_common(out);
	write_costs(out);
	write_least(out);
	return fclose(out) != 0;
}
