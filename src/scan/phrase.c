/* Readings out of the phrase dictionary: every run of tokens that is, in normal form, a whole name of somebody.
 *
 * Phrases are sorted by hash, and hashes are spread evenly, so that a guess by proportion lands next to the place
 * sought: a lookup costs a few probes (interpolation search; Perl, Itai, Avni 1978). */
#include "scan/scan.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

enum { PHRASE_TOKENS_MAX = 14, PHRASE_BYTES_MAX = 512 };

/* First PHRASE item with `hash` or above. */
static uint32_t lower_bound(const ties_book *b, uint64_t hash)
{
	uint32_t low = 0, high = b->PHRASE.count;

	for (int guesses = 0; high - low > 8 && guesses < 4; guesses++) {
		uint64_t at_low = b->PHRASE.items[low].hash, at_high = b->PHRASE.items[high - 1].hash;
		if (hash <= at_low)
			return low;
		if (hash > at_high)
			return high;
		double share = (double)(hash - at_low) / ((double)(at_high - at_low) + 1);
		uint32_t guess = low + (uint32_t)(share * (high - 1 - low));
		uint32_t reach = 8u << guesses;
		uint32_t left = guess > low + reach ? guess - reach : low;
		uint32_t right = high - guess > reach ? guess + reach : high;
		if (b->PHRASE.items[left].hash < hash)
			low = left;
		if (b->PHRASE.items[right - 1].hash >= hash)
			high = right;
	}
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (b->PHRASE.items[mid].hash < hash)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* Facts about how the name was published, token by token. */
struct published {
	unsigned plain;      /* tokens that carry the identity */
	unsigned generic;    /* bank, foundation, … */
	bool acronym;        /* one token, short and all upper case */
	bool lower;          /* published in lower case, as adjectives of some languages are */
};

static struct published look_at(const ties_book *b, const struct book_form *f)
{
	struct book_range r = BOOK_RANGE(b, FORM_TOKEN, f->first_token, f->token_count);
	struct published p = {.lower = true};

	for (uint32_t i = r.begin; i < r.end; i++) {
		const struct book_form_token *t = BOOK_AT(b, FORM_TOKEN, i);
		p.plain += t->part == PART_PLAIN || t->part == PART_ACRONYM || t->part == PART_PATRONYMIC || t->part == PART_NUMBER;
		p.generic += t->part == PART_GENERIC;
		p.lower &= !(t->flags & TOKEN_CAPITAL);
	}
	if (r.end - r.begin == 1) {
		const struct book_form_token *t = BOOK_AT(b, FORM_TOKEN, r.begin);
		p.acronym = (t->flags & TOKEN_ALL_UPPER) && book_string(b, BOOK_AT(b, KEY, t->key)->text).len <= 4;
	}
	return p;
}

static bool has_case(uint8_t script)
{
	return script == SCRIPT_LATIN || script == SCRIPT_CYRILLIC || script == SCRIPT_GREEK || script == SCRIPT_ARMENIAN;
}

static bool is_small_word(str norm)
{
	static const char *const words[] = {"the", "of", "and", "for", "in", "on", "de", "du", "des", "la", "le", "les", "el", "al",
	                                    "e",   "i",  "y",   "und", "der", "die", "das", "von", "van", "bin", "ibn", "fur", "et", "a",
	                                    "an",  "to", "ul",  "ur",  "s",  "d",  "l"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_is(norm, words[i]))
			return true;
	return false;
}

/* Is the run written as a name is? An acronym in capitals (or exactly as published), other names with capitals on
 * their telling words. */
static bool written_as_name(const struct scan *s, uint32_t first, uint32_t count, const struct published *p,
                            const struct book_name *name)
{
	const struct scan_token *t = &s->tokens.ptr[first];
	bool exact = str_equal(scan_text(s, first, count), book_string(s->book, name->text));
	unsigned telling = 0, capital = 0;

	if (!has_case(t->script) || exact)
		return true;
	if (p->acronym || name->property == PROP_ABBREVIATION)
		return count == 1 && (t->flags & TOKEN_ALL_UPPER) && s->block_case.ptr[t->block] != CASE_UPPER;
	if (p->lower && name->property >= PROP_ADJECTIVE)
		return true;
	for (uint32_t i = first; i < first + count; i++) {
		if (is_small_word(s->tokens.ptr[i].norm))
			continue;
		telling++;
		capital += (s->tokens.ptr[i].flags & TOKEN_CAPITAL) != 0;
	}
	return telling ? capital * 2 > telling || (capital * 2 == telling && telling > 2) : false;
}

/* "Tehran said", "by Ottawa": the government. "in Tehran", "the Tehran office": the place. */
static bool speaks_for_state(const struct scan *s, uint32_t first, uint32_t count)
{
	static const char *const verbs[] = {
	    "said", "says", "has", "had", "was", "is", "would", "will", "accused", "accuses", "denies", "denied", "rejected",
	    "rejects", "backed", "backs", "supports", "supported", "wants", "wanted", "considers", "considered", "regards",
	    "regarded", "listed", "delisted", "removed", "removes", "banned", "bans", "designated", "refused", "refuses", "insisted",
	    "insists", "warned", "warns", "argued", "argues", "called", "calls", "condemned", "condemns", "followed", "agreed", "may",
	    "might", "could", "should", "must", "did", "does", "took", "never", "also", "announced", "announces", "blamed", "blames"};
	static const char *const before[] = {"by", "with", "against", "between", "from", "that", "but", "while", "whether"};

	if (first + count < s->tokens.len) {
		const struct scan_token *next = &s->tokens.ptr[first + count];
		bool possessive = (next->flags & TOKEN_APOSTROPHE) && str_is(next->norm, "s");
		for (size_t i = 0; !next->breaks && i < sizeof verbs / sizeof *verbs; i++)
			if (str_is(next->norm, verbs[i]))
				return first == 0 || !str_is(s->tokens.ptr[first - 1].norm, "in");
		if (possessive && (first == 0 || !str_is(s->tokens.ptr[first - 1].norm, "in")))
			return true;
	}
	for (size_t i = 0; first && i < 4; i++)
		if (!s->tokens.ptr[first].breaks && str_is(s->tokens.ptr[first - 1].norm, before[i]))
			return true;
	return false;
}

/* A capital word right before or behind that belongs to no reading makes a longer name that nobody knows: "Michael
 * Jordan", "Iran Air". Titles and headings tell nothing. */
static bool inside_longer_name(const struct scan *s, uint32_t first)
{
	const struct scan_token *t = &s->tokens.ptr[first];

	if (s->block_case.ptr[t->block] != CASE_NORMAL || !has_case(t->script))
		return false;
	if (first && !t->breaks) {
		const struct scan_token *p = t - 1;
		if ((p->flags & TOKEN_CAPITAL) && !p->sentence && !(p->flags & (TOKEN_ALL_UPPER | TOKEN_DIGITS)) &&
		    !is_small_word(p->norm) && !(t->flags & TOKEN_HYPHEN))
			return true;
	}
	return false;
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
	    [PROP_NAME] = 6,         [PROP_ALIAS] = 5,       [PROP_PREVIOUS_NAME] = 5,   [PROP_ABBREVIATION] = 5,
	    [PROP_WEAK_ALIAS] = 1,   [PROP_ADJECTIVE] = 5,   [PROP_INHABITANTS] = 5,     [PROP_GOVERNMENT_NAME] = 5,
	    [PROP_METONYM] = 4,
	};
	return (uint8_t)(by_property[property] + (curated ? 4 : 0));
}

/* Does the name stand on its own, without help from the rest of the document? */
static bool is_strong(const struct scan *s, const struct published *p, const struct book_name *name, uint32_t first,
                      uint32_t count, bool curated)
{
	const struct book_entity *e = BOOK_AT(s->book, ENTITY, name->entity);

	if (name->property == PROP_WEAK_ALIAS)
		return false;
	if (curated)
		return p->plain + p->generic > 1 || count > 1 || !inside_longer_name(s, first);
	if (model_schema_is_a(e->schema, SCHEMA_VEHICLE))
		return false;
	return p->plain >= 2 || (p->plain == 1 && p->generic >= 1 && count >= 3);
}

static void add_reading(struct scan *s, uint32_t first, uint32_t count, uint32_t form)
{
	const ties_book *b = s->book;
	const struct book_form *f = BOOK_AT(b, FORM, form);
	const struct book_name *name = BOOK_AT(b, NAME, f->name);
	struct published p = look_at(b, f);

	if (name->property > PROP_LAST_NAME_KIND || name->entity >= b->ENTITY.count ||
	    !written_as_name(s, first, count, &p, name))
		return;
	if (name->property == PROP_METONYM && !speaks_for_state(s, first, count))
		return;
	bool curated = scan_is_curated(b, name->entity);
	struct scan_reading r = {
	    .first = first,
	    .count = count,
	    .entity = name->entity,
	    .name = f->name,
	    .score = name->property == PROP_WEAK_ALIAS ? 0.8f : name->property == PROP_METONYM ? 0.9f : 1.0f,
	    .how = (uint8_t)how_of(name->property),
	    .rank = rank_of(name->property, curated),
	    .strong = is_strong(s, &p, name, first, count, curated),
	};
	s->failed |= !vec_push(&s->readings, r);
}

static void look_up(struct scan *s, uint32_t first, uint32_t count, str phrase)
{
	const ties_book *b = s->book;
	uint64_t hash = XXH3_64bits(phrase.ptr, phrase.len);

	for (uint32_t i = lower_bound(b, hash); i < b->PHRASE.count && b->PHRASE.items[i].hash == hash; i++)
		add_reading(s, first, count, b->PHRASE.items[i].form);
}

void scan_read_phrases(struct scan *s)
{
	char phrase[PHRASE_BYTES_MAX];

	for (uint32_t first = 0; first < s->tokens.len && !s->failed; first++) {
		size_t used = 0;
		if (s->tokens.ptr[first].flags & TOKEN_APOSTROPHE)
			continue;
		for (uint32_t n = 0; n < PHRASE_TOKENS_MAX && first + n < s->tokens.len; n++) {
			const struct scan_token *t = &s->tokens.ptr[first + n];
			if (n && (t->breaks || t->block != s->tokens.ptr[first].block))
				break;
			if (used + t->norm.len + 1 > sizeof phrase)
				break;
			if (n)
				phrase[used++] = ' ';
			memcpy(phrase + used, t->norm.ptr, t->norm.len);
			used += t->norm.len;
			look_up(s, first, n + 1, (str){phrase, used});
		}
	}
}
