/* Evidence strong enough to join records without a person: numbers that are nobody else's.
 *
 *   statements --collect--> claims "record has number" --sort--> who has the same --check--> joins
 *
 * A number alone is not enough: it may be mistyped, shared by a family, or put down for the wrong one of two. So two
 * records are joined when they have the same number of one space and
 *   - no list has it on two of its records,
 *   - the countries that issued it do not differ,
 *   - the names are the same (0.85), or similar (0.7) while neither the years of birth differ by more than two nor, of
 *     a passport or register number, the countries of the records.
 * A number with a check digit (LEI, IMO) or of a knowledge base (Wikidata) needs no similar names: ships are renamed.
 * What fails is left to people (`ties dedupe`). docs/dedupe.md is the normative text. */
#include "base/error.h"
#include "book/identifier.h"
#include "compile/derive.h"
#include "compile/index.h"
#include "compile/join.h"
#include "dates/dates.h"

#include <stdlib.h>

enum {
	NUMBER_LEAST = 5,      /* letters and digits of a passport, register or bank number */
	NAMES_COMPARED = 16,   /* of one record */
	COUNTRIES_MAX = 8,     /* of one number or record */
	BIRTHS_MAX = 8,        /* of one record */
	BEARERS_COMPARED = 32, /* records with one number; more are no evidence */
	SCORES_MAX = 4096,     /* a power of two */
	BIRTH_APART = 2 * 366  /* days */
};
static const double SAME_NAME = 0.85, SIMILAR_NAME = 0.7;

/** A record has a number. */
struct claim {
	uint64_t hash; /* of the number, and of the space it is in */
	uint32_t record;
	uint32_t value;   /* string, as published */
	uint32_t country; /* string: that issued it, 0 unknown */
	uint16_t kind;    /* ties_join_kind: the space */
};

/** The forms of the names of one record. */
struct names {
	size_t count;
	struct name_form form[NAMES_COMPARED * NAME_FORMS_MAX];
};

/** Name scores of pairs compared before: two records that share thousands of numbers are compared once. */
struct scores {
	struct {
		uint64_t pair; /* lower record in the upper half; 0: none, as no record is paired with itself */
		double score;
	} slot[SCORES_MAX];
};

struct strong {
	struct joins *j;
	VEC(struct claim) claims;
	struct names *left, *right;
	struct scores *scores;
	bool failed; /* sticky: memory ran out */
};

#define EACH_STATEMENT(s, record, said) \
	for (uint32_t i_ = (s)->j->f->first_of_record[record]; i_ < (s)->j->f->first_of_record[(record) + 1]; i_++) \
		for (const struct fold_statement *said = &(s)->j->f->statements.ptr[i_]; said; said = NULL)

static str text(const struct strong *s, uint32_t string)
{
	return fold_text(s->j->f, string);
}

/* ---- claims ------------------------------------------------------------------------------------------------ */

/* Long enough, with a digit, and not one digit over and over ("000000", "n/a"). */
static bool is_telling(str value, size_t least)
{
	char folded[BOOK_IDENTIFIER_MAX];
	size_t n = book_identifier_fold(value, folded), same = 1;
	bool digit = false;

	for (size_t i = 0; i < n; i++) {
		digit |= folded[i] >= '0' && folded[i] <= '9';
		same += i > 0 && folded[i] == folded[0];
	}
	return n >= least && digit && (n == 1 || same < n);
}

static bool is_wikidata(str value)
{
	return value.len >= 2 && value.ptr[0] == 'Q' && value.ptr[1] >= '1' && value.ptr[1] <= '9';
}

/* In which space a number of a record of this schema is; TIES_JOIN_KINDS: in none that joins. */
static ties_join_kind space_of(uint16_t schema, uint16_t property, str value)
{
	bool person = model_schema_is_a(schema, SCHEMA_PERSON), vehicle = model_schema_is_a(schema, SCHEMA_VEHICLE);

	switch (property) {
	case PROP_UNSC_ID:
		return is_telling(value, 2) ? TIES_JOINED_UN_REFERENCE : TIES_JOIN_KINDS;
	case PROP_LEI_CODE:
		return model_identifier_valid(property, value) ? TIES_JOINED_LEI : TIES_JOIN_KINDS;
	case PROP_IMO_NUMBER:
		return vehicle && model_identifier_valid(property, value) ? TIES_JOINED_IMO : TIES_JOIN_KINDS;
	case PROP_WIKIDATA_ID:
		return is_wikidata(value) ? TIES_JOINED_WIKIDATA : TIES_JOIN_KINDS;
	case PROP_SWIFT_BIC:
		return !person && value.len >= 8 && value.len <= 11 ? TIES_JOINED_BIC : TIES_JOIN_KINDS;
	case PROP_PASSPORT_NUMBER:
	case PROP_ID_NUMBER:
	case PROP_TAX_NUMBER:
	case PROP_REGISTRATION_NUMBER:
	case PROP_INN_CODE:
	case PROP_OGRN_CODE:
	case PROP_NUMBER:
		if (vehicle || !is_telling(value, NUMBER_LEAST))
			return TIES_JOIN_KINDS;
		return person ? TIES_JOINED_DOCUMENT : TIES_JOINED_REGISTER;
	default:
		return TIES_JOIN_KINDS;
	}
}

static void claim(struct strong *s, uint32_t record, ties_join_kind kind, uint32_t value, uint32_t country)
{
	uint64_t hash = book_identifier_hash(text(s, value));

	if (kind < TIES_JOIN_KINDS && hash)
		s->failed |= !vec_push(&s->claims, ((struct claim){hash, record, value, country, (uint16_t)kind}));
}

/* The numbers of a passport or of a listing are those of its bearer. */
static void claim_for_bearer(struct strong *s, uint32_t document)
{
	const struct fold_record *r = &s->j->f->records.ptr[document];
	const struct source_dataset *known = s->j->f->datasets.ptr[r->dataset].known;
	bool paper = model_schema_is_a(r->schema, SCHEMA_IDENTIFICATION);
	bool group = r->schema == SCHEMA_SANCTION && known && known->numbers;
	uint32_t bearer = FOLD_NONE, country = 0;

	if (!paper && !group)
		return;
	EACH_STATEMENT(s, document, said)
	{
		if (book_identifier_names_bearer(said->property))
			bearer = corpus_find_target(s->j->f, said);
		else if (said->property == PROP_COUNTRY)
			country = said->value;
	}
	if (bearer == FOLD_NONE)
		return;
	EACH_STATEMENT(s, document, said)
	{
		if (said->modality == MODALITY_DENIED)
			continue;
		if (paper && said->property == PROP_NUMBER)
			claim(s, bearer,
			      space_of(s->j->f->records.ptr[bearer].schema, PROP_NUMBER, text(s, said->value)),
			      said->value, country);
		else if (group && said->property == PROP_AUTHORITY_ID)
			claim(s, bearer, TIES_JOINED_GROUP, said->value, 0);
	}
}

/* Lists of one publisher with one prefix of ids have one numbering. What hangs on an entry ("36#address#1") has not. */
static bool has_numbering(const struct strong *s, const struct fold_record *r)
{
	if (str_find_char(text(s, r->id), '#', 0) != SIZE_MAX)
		return false;
	const struct source_dataset *known = s->j->f->datasets.ptr[r->dataset].known;

	for (size_t i = 0; known && known->id_prefix[0] && i < s->j->f->datasets.len; i++) {
		const struct source_dataset *other = s->j->f->datasets.ptr[i].known;
		if (other && other != known && strcmp(other->id_prefix, known->id_prefix) == 0)
			return true;
	}
	return false;
}

static void claim_all(struct strong *s)
{
	const struct fold *f = s->j->f;

	for (uint32_t i = 0; i < f->records.len && !s->failed; i++) {
		const struct fold_record *r = &f->records.ptr[i];
		if (!model_schema_is_named(r->schema)) {
			claim_for_bearer(s, i);
			continue;
		}
		if (has_numbering(s, r))
			claim(s, i, TIES_JOINED_NUMBERING, r->id, 0);
		EACH_STATEMENT(s, i, said)
		if (said->modality != MODALITY_DENIED)
			claim(s, i, space_of(r->schema, said->property, text(s, said->value)), said->value, 0);
	}
}

/* ---- what speaks for and against a pair ------------------------------------------------------------------------ */

/** Countries, as strings: equal ones are equal numbers. */
struct countries {
	uint32_t code[COUNTRIES_MAX];
	size_t count;
};

static void add_country(struct countries *c, uint32_t code)
{
	if (code && c->count < COUNTRIES_MAX)
		c->code[c->count++] = code;
}

/* That issued the number, as far as the claims `from`..`to` of one record say. */
static struct countries issuers(const struct strong *s, size_t from, size_t to)
{
	struct countries c = {0};

	for (size_t i = from; i < to; i++)
		add_country(&c, s->claims.ptr[i].country);
	return c;
}

static struct countries countries_of(const struct strong *s, uint32_t record)
{
	struct countries c = {0};

	EACH_STATEMENT(s, record, said)
	if (model_property_type(said->property) == TYPE_COUNTRY)
		add_country(&c, said->value);
	return c;
}

static bool countries_differ(struct countries a, struct countries b)
{
	for (size_t i = 0; i < a.count; i++)
		for (size_t k = 0; k < b.count; k++)
			if (a.code[i] == b.code[k])
				return false;
	return a.count && b.count;
}

static size_t births_of(const struct strong *s, uint32_t record, struct date out[BIRTHS_MAX])
{
	size_t n = 0;

	EACH_STATEMENT(s, record, said)
	if (said->property == PROP_BIRTH_DATE && n < BIRTHS_MAX &&
	    date_parse(text(s, said->value), &out[n], NULL) == TIES_OK && out[n].kind == DATE_KNOWN)
		n++;
	return n;
}

/* All births of one more than two years from all of the other. */
static bool births_differ(const struct strong *s, uint32_t a, uint32_t b)
{
	struct date x[BIRTHS_MAX], y[BIRTHS_MAX];
	size_t n = births_of(s, a, x), m = births_of(s, b, y);

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < m; k++)
			if ((int64_t)x[i].first - y[k].last <= BIRTH_APART &&
			    (int64_t)y[k].first - x[i].last <= BIRTH_APART)
				return false;
	return n && m;
}

static void parse_names(const struct strong *s, uint32_t record, enum name_kind kind, struct names *out)
{
	size_t names = 0;

	out->count = 0;
	EACH_STATEMENT(s, record, said)
	{
		if (said->property > PROP_LAST_SCREENED_NAME || names == NAMES_COMPARED)
			continue;
		names++;
		out->count += name_parse(text(s, said->value), kind, text(s, fold_manner(s->j->f, said)->lang), NULL,
		                         &out->form[out->count]);
	}
}

/* Best score of any two names, or the first one that is enough. */
static double compare_names(const struct strong *s, uint32_t a, uint32_t b)
{
	const struct fold *f = s->j->f;
	unsigned kind = index_kind(f->records.ptr[a].schema);
	double best = 0;

	if (kind == NAME_ANY)
		kind = index_kind(f->records.ptr[b].schema);
	parse_names(s, a, (enum name_kind)kind, s->left);
	parse_names(s, b, (enum name_kind)kind, s->right);
	for (size_t i = 0; i < s->left->count && best < SAME_NAME; i++)
		for (size_t k = 0; k < s->right->count && best < SAME_NAME; k++) {
			double score = name_compare(&s->left->form[i], &s->right->form[k], NULL);
			best = score > best ? score : best;
		}
	return best;
}

/* The same, remembered. */
static double name_score(const struct strong *s, uint32_t a, uint32_t b)
{
	uint64_t pair = a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
	size_t i = (pair * UINT64_C(0x9e3779b97f4a7c15)) >> 52 & (SCORES_MAX - 1);

	if (s->scores->slot[i].pair != pair) {
		s->scores->slot[i].score = compare_names(s, a, b);
		s->scores->slot[i].pair = pair;
	}
	return s->scores->slot[i].score;
}

static bool proves_itself(uint16_t kind)
{
	return kind == TIES_JOINED_LEI || kind == TIES_JOINED_IMO || kind == TIES_JOINED_WIKIDATA;
}

static bool is_issued_by_country(uint16_t kind)
{
	return kind == TIES_JOINED_DOCUMENT || kind == TIES_JOINED_REGISTER;
}

/** The claims `first`..`end` of one record on one number. */
struct bearer {
	size_t first, end;
	uint32_t record;
	bool ambiguous; /* another record of its list has the number, too */
};

static bool agree(const struct strong *s, const struct bearer *a, const struct bearer *b, uint16_t kind)
{
	bool national = is_issued_by_country(kind), apart = births_differ(s, a->record, b->record);

	if (national && countries_differ(issuers(s, a->first, a->end), issuers(s, b->first, b->end)))
		return false;
	if (proves_itself(kind) && !apart)
		return true;
	apart |= national && countries_differ(countries_of(s, a->record), countries_of(s, b->record));
	return name_score(s, a->record, b->record) >= (apart ? SAME_NAME : SIMILAR_NAME);
}

/* ---- joining --------------------------------------------------------------------------------------------------- */

/* By what they say, not by numbers of strings: a build that goes on from another one joins for the same reasons. */
static int compare_claims(const void *left, const void *right, void *context)
{
	const struct claim *a = left, *b = right;
	const struct joins *j = context;

	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	int order = a->record == b->record ? 0 : joins_compare_lead(j, a->record, b->record);
	if (!order)
		order = str_compare(fold_text(j->f, a->country), fold_text(j->f, b->country));
	return order ? order : str_compare(fold_text(j->f, a->value), fold_text(j->f, b->value));
}

/* Two entities of one list with one number: it is not known whose it is. */
static bool mark_ambiguous(struct joins *j, struct bearer *bearers, size_t count)
{
	bool any = false;

	for (size_t i = 0; i < count; i++)
		for (size_t k = i + 1; k < count; k++) {
			struct bearer *a = &bearers[i], *b = &bearers[k];
			if (j->f->records.ptr[a->record].dataset == j->f->records.ptr[b->record].dataset &&
			    joins_root(j, a->record) != joins_root(j, b->record))
				any = a->ambiguous = b->ambiguous = true;
		}
	return any;
}

static void join_pair(struct strong *s, const struct bearer *a, const struct bearer *b, uint16_t kind)
{
	struct joins *j = s->j;

	if (joins_root(j, a->record) == joins_root(j, b->record) ||
	    (j->f->records.ptr[a->record].settled && j->f->records.ptr[b->record].settled))
		return;
	struct join_edge edge = {
	    .left = a->record, .right = b->record, .value = s->claims.ptr[a->first].value, .kind = kind};
	enum join_result result = agree(s, a, b, kind) ? joins_add(j, &edge) : JOIN_NOT_AGREED;
	j->report.contradicted += result != JOIN_DONE && result != JOIN_NOT_DECIDED;
}

/* All claims on one number, `from`..`to`. */
static void join_number(struct strong *s, size_t from, size_t to)
{
	struct bearer bearers[BEARERS_COMPARED];
	size_t count = 0;

	for (size_t i = from; i < to; i++) {
		uint32_t record = s->claims.ptr[i].record;
		if (count && bearers[count - 1].record == record) {
			bearers[count - 1].end = i + 1;
			continue;
		}
		if (count == BEARERS_COMPARED) {
			s->j->report.ambiguous++;
			return;
		}
		bearers[count++] = (struct bearer){i, i + 1, record, false};
	}
	s->j->report.ambiguous += mark_ambiguous(s->j, bearers, count);
	for (size_t i = 0; i < count; i++)
		for (size_t k = i + 1; k < count; k++)
			if (!bearers[i].ambiguous && !bearers[k].ambiguous)
				join_pair(s, &bearers[i], &bearers[k], s->claims.ptr[from].kind);
}

static void join_numbers(struct strong *s)
{
	size_t n = s->claims.len;

	if (n)
		qsort_r(s->claims.ptr, n, sizeof *s->claims.ptr, compare_claims, s->j);
	for (size_t from = 0, to; from < n; from = to) {
		const struct claim *c = &s->claims.ptr[from];
		for (to = from + 1; to < n && s->claims.ptr[to].kind == c->kind && s->claims.ptr[to].hash == c->hash;)
			to++;
		if (s->claims.ptr[to - 1].record != c->record)
			join_number(s, from, to);
	}
}

ties_code join_strong(struct joins *j, ties_error *err)
{
	struct strong s = {.j = j,
	                   .left = malloc(sizeof *s.left),
	                   .right = malloc(sizeof *s.right),
	                   .scores = calloc(1, sizeof *s.scores)};

	s.failed = !s.left || !s.right || !s.scores;
	if (!s.failed)
		claim_all(&s);
	if (!s.failed)
		join_numbers(&s);
	vec_finish(&s.claims);
	free(s.left);
	free(s.right);
	free(s.scores);
	return s.failed || j->f->failed ? error_nomem(err) : TIES_OK;
}
