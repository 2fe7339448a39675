/* Readings out of the phrase dictionary: every run of tokens that is, in normal form, a whole name of somebody. */
#include "scan/scan.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

enum { PHRASE_TOKENS_MAX = 16, RANK_OF_PART = 3, RARE_DF_MAX = 24 };

/* Facts about how the name was published, some token by token. */
struct published {
	str text;
	uint16_t property; /* of which kind the name is: enum model_property */
	unsigned plain;    /* tokens that carry the identity */
	unsigned generic;  /* bank, foundation, … */
	bool acronym;      /* one token, short and all upper case */
	bool rare;         /* a token that carries the identity is in few names */
	uint8_t script;    /* of its first token */
	bool lower;        /* published in lower case, as adjectives of some languages are */
};

static struct published look_at(const ties_book *b, const struct book_form *f)
{
	struct book_range r = BOOK_RANGE(b, FORM_TOKEN, f->first_token, f->token_count);
	struct published p = {
	    .text = book_name_text(b, f->name),
	    .property = book_name_property(b, f->name),
	    .lower = true,
	};

	p.script = r.begin < r.end ? book_form_token(b, r.begin)->script : SCRIPT_COMMON;
	for (uint32_t i = r.begin; i < r.end; i++) {
		const struct book_token *t = book_form_token(b, i);
		const struct book_key *key = BOOK_AT(b, KEY, t->key);
		p.rare |= t->part == PART_PLAIN && key->df <= RARE_DF_MAX && book_string(b, key->text).len >= 4;
		p.plain += t->part == PART_PLAIN || t->part == PART_ACRONYM || t->part == PART_PATRONYMIC ||
		           t->part == PART_NUMBER;
		p.generic += t->part == PART_GENERIC;
		p.lower &= !(t->flags & TOKEN_CAPITAL);
	}
	if (r.end - r.begin == 1) {
		const struct book_token *t = book_form_token(b, r.begin);
		p.acronym = (t->flags & TOKEN_ALL_UPPER) && book_string(b, BOOK_AT(b, KEY, t->key)->text).len <= 4;
	}
	return p;
}

/* Do name and run agree in script? Sound alone is no proof: it is where letters are spelt out, not where a sign is a
 * syllable, as many words share it. */
static bool same_script(const struct scan *s, uint32_t first, uint32_t count, const struct published *p)
{
	uint8_t script = s->tokens.ptr[first].script;

	if (script == SCRIPT_HAN || script == SCRIPT_HANGUL)
		return str_equal(scan_text(s, first, count), p->text);
	if (script == p->script)
		return true;
	return scan_has_case(script) && scan_has_case(p->script) && !p->acronym && s->tokens.ptr[first].norm.len >= 4;
}

/* Is the run written as a name is? An acronym in capitals (or exactly as published), other names with capitals on
 * their telling words. */
static bool written_as_name(const struct scan *s, uint32_t first, uint32_t count, const struct published *p)
{
	const struct scan_token *t = &s->tokens.ptr[first];
	bool exact = str_equal(scan_text(s, first, count), p->text);
	unsigned telling = 0, capital = 0;

	if (!same_script(s, first, count, p))
		return false;
	if (!scan_has_case(t->script) || exact)
		return true;
	if (p->acronym || p->property == PROP_ABBREVIATION)
		return count == 1 && (t->flags & TOKEN_ALL_UPPER) && s->block_case.ptr[t->block] != CASE_UPPER;
	if (p->lower && p->property >= PROP_ADJECTIVE)
		return true;
	for (uint32_t i = first; i < first + count; i++) {
		if (scan_is(s, i, WORD_SMALL))
			continue;
		telling++;
		capital += (s->tokens.ptr[i].flags & TOKEN_CAPITAL) != 0;
	}
	if (telling == 2 && capital == 1 && count == 2) /* the Haqqani network */
		return (t->flags & TOKEN_CAPITAL) && scan_is(s, first + 1, WORD_KIND);
	return telling ? capital * 2 > telling || (capital * 2 == telling && telling > 2) : false;
}

/* Are the words of a weak name among those of the main name? "Islamic Jihad" is rather the Palestinian one. */
static bool is_part_of_caption(const struct scan *s, str name, uint32_t entity)
{
	char part[PHRASE_MAX], whole[PHRASE_MAX];
	str words = {part, text_normal(name, STR(""), part, sizeof part)};
	size_t n =
	    text_normal(book_string(s->book, BOOK_AT(s->book, ENTITY, entity)->caption), STR(""), whole, sizeof whole);
	str word;

	while (str_split(&words, ' ', &word))
		if (str_find((str){whole, n}, word, 0) == SIZE_MAX)
			return false;
	return true;
}

static ties_how how_of(uint16_t property)
{
	switch (property) {
	case PROP_NAME:
		return TIES_HOW_NAME;
	case PROP_ABBREVIATION:
		return TIES_HOW_ACRONYM;
	case PROP_ADJECTIVE:
		return TIES_HOW_ADJECTIVE;
	case PROP_INHABITANTS:
		return TIES_HOW_INHABITANTS;
	case PROP_GOVERNMENT_NAME:
		return TIES_HOW_GOVERNMENT;
	case PROP_METONYM:
		return TIES_HOW_METONYM;
	default:
		return TIES_HOW_ALIAS;
	}
}

static uint8_t rank_of(uint16_t property, bool curated)
{
	static const uint8_t by_property[] = {
	    [PROP_NAME] = 8,         [PROP_ALIAS] = 5,           [PROP_PREVIOUS_NAME] = 5,
	    [PROP_ABBREVIATION] = 5, [PROP_WEAK_ALIAS] = 1,      [PROP_ADJECTIVE] = 5,
	    [PROP_INHABITANTS] = 5,  [PROP_GOVERNMENT_NAME] = 5, [PROP_METONYM] = 4,
	};
	return (uint8_t)(by_property[property] + (curated ? 4 : 0));
}

/* Does the name stand on its own, without help from the rest of the document? */
static bool is_strong(const ties_book *b, const struct published *p, uint32_t entity, uint32_t count, bool curated)
{
	if (p->property == PROP_WEAK_ALIAS)
		return false;
	if (curated)
		return true;
	if (model_schema_is_a(BOOK_AT(b, ENTITY, entity)->schema, SCHEMA_VEHICLE))
		return false;
	return p->plain >= 2 || (p->plain == 1 && p->generic >= 1 && (count >= 3 || p->rare));
}

static void add_reading(struct scan *s, uint32_t first, uint32_t count, uint32_t form)
{
	const ties_book *b = s->book;
	const struct book_form *f = BOOK_AT(b, FORM, form);
	uint32_t entity = BOOK_AT(b, NAME, f->name)->entity;
	struct published p = look_at(b, f);

	if (p.property > PROP_LAST_NAME_KIND || entity >= b->ENTITY.count || !written_as_name(s, first, count, &p))
		return;
	bool curated = scan_is_curated(b, entity);
	struct scan_reading r = {
	    .first = first,
	    .count = count,
	    .entity = entity,
	    .name = f->name,
	    .score = p.property == PROP_WEAK_ALIAS ? 0.8f
	             : p.property == PROP_METONYM  ? 0.9f
	                                           : 1.0f,
	    .how = (uint8_t)how_of(p.property),
	    .rank = rank_of(p.property, curated),
	    .strong = is_strong(b, &p, entity, count, curated),
	};
	if (p.property == PROP_WEAK_ALIAS && scan_is_person(b, entity) && count == 1)
		return; /* a surname: surname.c looks who is meant */
	if (p.property == PROP_WEAK_ALIAS || p.property == PROP_ALIAS)
		r.rank = (uint8_t)(r.rank + (is_part_of_caption(s, p.text, entity) ? RANK_OF_PART : 0));
	s->failed |= !vec_push(&s->readings, r);
}

static void look_up(struct scan *s, uint32_t first, uint32_t count, str phrase)
{
	const ties_book *b = s->book;
	struct book_range r = book_phrases(b, XXH3_64bits(phrase.ptr, phrase.len));

	for (uint32_t i = r.begin; i < r.end; i++)
		add_reading(s, first, count, b->PHRASE.items[i].form);
}

/* Looks up the runs that begin at `first`, whose first word is read as `word`. */
static void read_from(struct scan *s, uint32_t first, str word, uint32_t longest)
{
	char phrase[PHRASE_MAX];
	size_t used = 0;

	for (uint32_t n = 0; n < longest && first + n < s->tokens.len; n++) {
		const struct scan_token *t = &s->tokens.ptr[first + n];
		if (n && (t->breaks || t->block != s->tokens.ptr[first].block))
			break;
		size_t len = text_phrase_add(phrase, used, sizeof phrase, n ? t->word : word, n ? t->flags : 0);
		if (len == SIZE_MAX)
			break;
		if (len > used)
			look_up(s, first, n + 1, (str){phrase, len});
		used = len;
	}
}

static void read_variants(struct scan *s, uint32_t first)
{
	char word[SCAN_VARIANTS_MAX][TOKEN_MAX];
	size_t len[SCAN_VARIANTS_MAX];
	size_t count = scan_variants(s, first, word, len);
	uint32_t longest = s->tokens.ptr[first].script == SCRIPT_CYRILLIC ? 1 : PHRASE_TOKENS_MAX;

	for (size_t i = 0; i < count; i++)
		read_from(s, first, (str){word[i], len[i]}, longest);
}

void scan_read_phrases(struct scan *s)
{
	for (uint32_t first = 0; first < s->tokens.len && !s->failed; first++) {
		const struct scan_token *t = &s->tokens.ptr[first];
		if ((t->flags & TOKEN_APOSTROPHE) && !(first && scan_is(s, first - 1, WORD_ELIDED)))
			continue; /* the article of l'Iran is no part of the name */
		size_t before = s->readings.len;
		read_from(s, first, t->word, PHRASE_TOKENS_MAX);
		if (t->script != SCRIPT_LATIN && s->readings.len == before)
			read_variants(s, first);
	}
}
