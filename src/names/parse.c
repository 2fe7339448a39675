/* Parses a published name into forms, one for each way to read its script (readings.c). Forms with the same tokens are
 * given once. */
#include "names/parse.h"
#include "names/retrieval.h"

static bool is_telling(uint8_t part)
{
	return part == PART_PLAIN || part == PART_ACRONYM || part == PART_PATRONYMIC || part == PART_GENERIC ||
	       part == PART_NUMBER || part == PART_INITIAL;
}

/* A name of nothing but titles, particles, legal forms ("The Who", "Al", "SA") is made of plain words. Looks at what
 * is left after the cut to NAME_TOKENS_MAX. */
static void ensure_telling(struct name_form *form)
{
	for (size_t i = 0; i < form->count; i++)
		if (is_telling(form->token[i].part))
			return;
	for (size_t i = 0; i < form->count; i++) {
		form->token[i].part = PART_PLAIN;
		form->token[i].class = 0;
	}
}

/* Is nothing left of the word but "?"? It says nothing then. */
static bool is_broken(str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] != '?')
			return false;
	return true;
}

/* Keeps the name as published if a word of it is Han or Hangul: many characters are read alike. */
static void keep_han(const struct parser *p, uint32_t from, size_t used, struct name_form *form)
{
	form->han = STR("");
	form->han_at = from;
	for (size_t i = 0; i < form->count && !p->at; i++) {
		if (!name_script_has_characters(form->token[i].script) || p->name.len > NAME_TEXT_MAX - used)
			continue;
		memcpy(form->text + used, p->name.ptr, p->name.len);
		form->han = (str){form->text + used, p->name.len};
		return;
	}
}

/* Where a place in the text that is read is in the published name. */
static uint32_t published(const struct parser *p, uint32_t place)
{
	return p->at ? p->at[place] : place;
}

static void emit(const struct parser *p, uint32_t from, struct name_form *form)
{
	size_t used = 0;

	form->kind = (uint8_t)p->kind;
	form->reading = (uint8_t)p->reading;
	form->count = 0;
	for (size_t i = 0; i < p->count && form->count < NAME_TOKENS_MAX; i++) {
		const struct piece *piece = &p->piece[i];
		if (piece->text.len > NAME_TEXT_MAX - used)
			break;
		char *text = form->text + used;
		bool broken = p->marks & TOKEN_BROKEN && is_broken(piece->text);
		str_put(text, piece->text);
		used += piece->text.len;
		form->token[form->count++] = (struct name_token){
		    .text = {text, piece->text.len},
		    .class = broken ? 0 : piece->class,
		    .start = published(p, from + piece->start),
		    .end = published(p, from + piece->end),
		    .part = broken ? (uint8_t)PART_STOP : piece->part,
		    .script = piece->script,
		    .flags = piece->flags,
		};
	}
	keep_han(p, from, used, form);
}

static bool same_tokens(const struct name_form *a, const struct name_form *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!str_equal(a->token[i].text, b->token[i].text) ||
		    (a->token[i].part == PART_INITIAL) != (b->token[i].part == PART_INITIAL))
			return false;
	return true;
}

static bool is_repeated(const struct name_form *forms, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (same_tokens(&forms[i], &forms[count]))
			return true;
	return false;
}

/* ---- one reading under the rules of several kinds --------------------------------------------------------- */

/** A name on its way to forms. */
struct parsing {
	struct parser p;
	uint32_t from;  /* where what is read begins in the published name */
	bool several;   /* kinds are asked for */
	unsigned alike; /* bits of the kinds that begin with the pieces below: what is known before any rules */
	size_t count;
	struct piece piece[PIECES_MAX];
	size_t used;
	struct name_form *const *forms; /* by kind */
	size_t *counts;
	struct weighing weighing;
};

enum {
	NON_PERSONS = 1u << NAME_ANY | 1u << NAME_ORGANIZATION | 1u << NAME_VESSEL,
	ALL_KINDS = 1u << NAME_PERSON | NON_PERSONS
};

/* The kinds still to come (any kind is the first) under which the name comes to the same pieces. Runs without spaces
 * are cut by kind, and so are articles before an apostrophe and what may be a broken one. */
static unsigned kinds_alike(const struct parser *p)
{
	if (!(p->scripts & RUN_SCRIPTS) && !(p->marks & (TOKEN_APOSTROPHE | TOKEN_BROKEN)))
		return ALL_KINDS;
	return p->kind == NAME_PERSON || p->person_run ? 1u << p->kind : NON_PERSONS;
}

/* The pieces that the rules of a kind begin with, and what is known of them; false when there are none. */
static bool take_pieces(struct parsing *it, enum name_kind kind)
{
	struct parser *p = &it->p;

	p->kind = kind;
	if (it->alike >> kind & 1) {
		p->count = it->count;
		p->used = it->used;
		memcpy(p->piece, it->piece, it->count * sizeof *p->piece);
	} else {
		parse_cut(p);
		parse_spelt_letters(p);
		parse_apostrophes(p);
		parse_lookup(p);
		it->alike = it->several ? kinds_alike(p) : 0;
		it->count = p->count;
		it->used = p->used;
		if (it->alike)
			memcpy(it->piece, p->piece, p->count * sizeof *p->piece);
	}
	if (kind != NAME_PERSON)
		parse_letters(p);
	return p->count > 0;
}

/* Adds the pieces as they are to the forms of the name as one of this kind, if they are not there yet. */
static void add_form(struct parsing *it, enum name_kind kind)
{
	struct name_form *forms = it->forms[kind];
	size_t count = it->counts[kind];

	if (count == NAME_FORMS_MAX)
		return;
	emit(&it->p, it->from, &forms[count]);
	ensure_telling(&forms[count]);
	if (forms[count].count == 0 || is_repeated(forms, count))
		return;
	weighing_form(&it->weighing, &forms[count]);
	it->counts[kind]++;
}

/* The kind whose form is that of the name of any kind, if it is among `kinds`; NAME_ANY when the form has been added by
 * itself. */
static enum name_kind parse_any(struct parsing *it, unsigned kinds)
{
	struct parser *p = &it->p;

	if (!take_pieces(it, NAME_ANY))
		return NAME_ANY;
	p->kind = parse_guess_kind(p);
	bool letters = p->count < it->count;
	if (kinds >> p->kind & 1 && it->alike >> p->kind & 1 && !(p->kind == NAME_PERSON && letters))
		return p->kind;
	if (p->kind == NAME_PERSON) {
		parse_person(p);
		add_form(it, NAME_ANY);
		return NAME_ANY;
	}
	p->otherwise = false;
	for (int way = 0; way == 0 || (way == 1 && p->otherwise); way++) {
		p->other = way;
		if (way && !take_pieces(it, NAME_ORGANIZATION))
			break;
		parse_organization(p);
		parse_acronyms(p);
		add_form(it, NAME_ANY);
	}
	p->other = false;
	return NAME_ANY;
}

/* Lady R, Lady B: a letter behind a name tells ships apart as a number does. */
static void add_vessel(struct parsing *it)
{
	struct parser *p = &it->p;
	struct piece *last = &p->piece[p->count ? p->count - 1 : 0];
	const struct piece word = *last;

	if (p->count > 1 && last->text.len == 1 && last->part == PART_PLAIN) {
		last->part = PART_NUMBER;
		last->class = 0;
	}
	add_form(it, NAME_VESSEL);
	*last = word;
}

/* As a vessel, if what is in front says so, or as an aircraft, if all of it does. */
static bool parse_vessel(struct parsing *it)
{
	struct parser *p = &it->p;
	bool registration = parse_registration(p);

	if (!registration && !parse_ship_prefix(p))
		return false;
	p->kind = NAME_VESSEL;
	if (!registration)
		parse_organization(p);
	add_vessel(it);
	return true;
}

/* Ships are read as organisations are, but for what may stand in front of their names and for acronyms; so are
 * aircraft, but for registrations. */
static void parse_organization_and_vessel(struct parsing *it, unsigned kinds)
{
	struct parser *p = &it->p;
	bool vessel = kinds & 1u << NAME_VESSEL;

	if (!take_pieces(it, NAME_ORGANIZATION))
		return;
	if (vessel && parse_vessel(it)) {
		vessel = false;
		take_pieces(it, NAME_ORGANIZATION);
	}
	if (!vessel && !(kinds & 1u << NAME_ORGANIZATION))
		return;
	parse_organization(p);
	if (vessel) {
		p->kind = NAME_VESSEL;
		add_vessel(it);
	}
	if (kinds & 1u << NAME_ORGANIZATION) {
		p->kind = NAME_ORGANIZATION;
		parse_acronyms(p);
		add_form(it, NAME_ORGANIZATION);
	}
}

/* In all ways; `any`: an organisation is that of the name of any kind, too. */
static void parse_as_no_person(struct parsing *it, unsigned kinds, bool any)
{
	struct parser *p = &it->p;

	p->otherwise = false;
	for (int way = 0; way == 0 || (way == 1 && p->otherwise); way++) {
		p->other = way;
		parse_organization_and_vessel(it, kinds);
		if (any)
			add_form(it, NAME_ANY);
	}
	p->other = false;
}

/* `any`: it is that of the name of any kind, too. */
static void parse_as_person(struct parsing *it, bool any)
{
	struct parser *p = &it->p;

	p->otherwise = false;
	for (int way = 0; way == 0 || (way == 1 && p->otherwise); way++) {
		p->other = way;
		if (!take_pieces(it, NAME_PERSON))
			break;
		parse_person(p);
		add_form(it, NAME_PERSON);
		if (any)
			add_form(it, NAME_ANY);
	}
	p->other = false;
}

/* The name in one reading, under the rules of each of `kinds`. */
static void parse_reading(struct parsing *it, unsigned kinds)
{
	enum name_kind as = NAME_ANY;

	parse_tokens(&it->p);
	it->several = (kinds & (kinds - 1)) != 0;
	it->alike = 0;
	if (kinds & 1u << NAME_ANY)
		as = parse_any(it, kinds);
	if (kinds & (1u << NAME_ORGANIZATION | 1u << NAME_VESSEL))
		parse_as_no_person(it, kinds, as == NAME_ORGANIZATION);
	if (kinds & 1u << NAME_PERSON)
		parse_as_person(it, as == NAME_PERSON);
}

/* Reads the name, or a part of it, in all ways. */
static void parse_part(struct parsing *it, str name, size_t start, size_t end, bool ascii, unsigned kinds)
{
	str part = str_slice(name, start, end);
	enum text_script script = ascii ? SCRIPT_LATIN : text_script_main(part); /* digits are read alike */
	struct parse_readings readings = parse_pick_readings(part, ascii, script);

	it->p.name = part;
	it->p.comma = str_find_char(part, ',', 0);
	it->from = (uint32_t)start;
	for (size_t i = 0; i < readings.count; i++) {
		unsigned asked = 0;
		for (unsigned kind = 0; kind < NAME_KINDS; kind++)
			if (kinds >> kind & 1 && it->counts[kind] < NAME_FORMS_MAX &&
			    parse_reads_so(readings.list[i], script, kind))
				asked |= 1u << kind;
		if (!asked || (i >= readings.certain && !text_reads_as(part, script, readings.list[i])))
			continue;
		it->p.reading = readings.list[i];
		parse_reading(it, asked);
	}
}

/* Gulab Gul (گلاب گل): where the bracket begins, closed or not, that says the name again in
 * another script; SIZE_MAX if none does. */
static size_t find_other_script(str name)
{
	size_t open = str_find_char(name, '(', 0), close = open == SIZE_MAX ? open : str_find_char(name, ')', open);

	if (open == SIZE_MAX || text_script_main(str_slice(name, close, name.len)) != SCRIPT_COMMON)
		return SIZE_MAX;
	enum text_script outside = text_script_main(str_slice(name, 0, open));
	enum text_script inside = text_script_main(str_slice(name, open, name.len));
	return outside != inside && outside != SCRIPT_COMMON && inside != SCRIPT_COMMON ? open : SIZE_MAX;
}

/* The name as a whole, and the names that it says. */
static void parse_whole(struct parsing *it, str name, unsigned kinds)
{
	bool ascii = text_is_ascii(name);
	size_t open = ascii ? SIZE_MAX : find_other_script(name);
	struct known_as other;

	parse_part(it, name, 0, name.len, ascii, kinds);
	if (open != SIZE_MAX) {
		parse_part(it, name, 0, open, false, kinds);
		parse_part(it, name, open, name.len, false, kinds);
	} else if (parse_known_as(name, &other)) {
		parse_part(it, name, 0, other.first_end, ascii, kinds & other.kinds);
		parse_part(it, name, other.second, other.second_end, ascii, kinds & other.kinds);
	}
}

enum { REPAIRED_MAX = 1024 /* bytes of a name that is repaired */ };

void name_parse_kinds(str name, unsigned kinds, str lang, const struct name_rarity *rarity,
                      struct name_form *const forms[NAME_KINDS], size_t counts[NAME_KINDS])
{
	struct parsing it;
	char repaired[REPAIRED_MAX];
	uint32_t at[REPAIRED_MAX + 1];
	size_t len =
	    name.len < REPAIRED_MAX && !text_is_ascii(name) ? text_repair(name, repaired, at, REPAIRED_MAX) : 0;

	it.p.lang = lang;
	it.p.at = len ? at : NULL;
	it.p.other = it.p.otherwise = false;
	it.forms = forms;
	it.counts = counts;
	weighing_begin(&it.weighing, rarity);
	for (size_t kind = 0; kind < NAME_KINDS; kind++)
		counts[kind] = 0;
	parse_whole(&it, len ? (str){repaired, len} : name, kinds);
}

size_t name_parse(str name, enum name_kind kind, str lang, const struct name_rarity *rarity,
                  struct name_form forms[NAME_FORMS_MAX])
{
	struct name_form *by_kind[NAME_KINDS] = {NULL};
	size_t counts[NAME_KINDS];

	by_kind[kind] = forms;
	name_parse_kinds(name, 1u << kind, lang, rarity, by_kind, counts);
	return counts[kind];
}
