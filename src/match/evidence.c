#include "match/evidence.h"

#include "book/identifier.h"

#include <stdlib.h>

/** How much an axis counts. All lifts together are what evidence_name_threshold relies on. */
static const struct axis {
	const char *name;
	double lift;    /* share of the gap between the name's score and 1 that full support closes */
	double penalty; /* share of the score that full contradiction takes */
} axes[AXIS_COUNT] = {
    [AXIS_BIRTH_DATE] = {"birth_date", 0.18, 0.40}, /* 0.6 of a perfect name: well under the usual 0.7 */
    [AXIS_COUNTRY] = {"country", 0.04, 0.05},       /* many people have several, and lists know some of them */
    [AXIS_GENDER] = {"gender", 0.01, 0.15},         /* half of mankind agrees; lists err rarely */
    [AXIS_ID] = {"id", 0.02, 0.00},                 /* a weak one; other numbers of other kinds contradict nothing */
};

/** An identifier of this many letters and digits is taken to be nobody else's. */
enum { STRONG_ID = 5 };

/** An equal strong identifier leaves this much of the score to everything else. */
static const double rest_with_id = 0.1;

enum { DAYS_OF_MONTH = 31, DAYS_OF_YEAR = 366, CIRCA_DAYS = 2 * DAYS_OF_YEAR };

/* ---- the query -------------------------------------------------------------------------------------- */

static enum evidence_gender read_gender(str s)
{
	s = str_trim(s);
	if (str_equal_nocase(s, STR("male")) || str_equal_nocase(s, STR("m")))
		return GENDER_MALE;
	if (str_equal_nocase(s, STR("female")) || str_equal_nocase(s, STR("f")))
		return GENDER_FEMALE;
	return GENDER_UNKNOWN;
}

/* EDTF, as people write dates, or an EDTF interval (some day in it). */
static bool read_date(str s, struct date *out)
{
	struct date_interval span;

	if (date_parse(s, out, NULL) == TIES_OK || date_parse_prose(s, out))
		return true;
	if (date_interval_parse(s, &span, NULL) != TIES_OK)
		return false;
	*out = span.from;
	out->last = span.to.last;
	return out->first <= out->last;
}

ties_code evidence_query_read(struct evidence_query *out, const ties_query *query, ties_error *err)
{
	const str text[AXIS_COUNT] = {
	    [AXIS_BIRTH_DATE] = str_trim(query->birth_date),
	    [AXIS_COUNTRY] = str_trim(query->country),
	    [AXIS_GENDER] = str_trim(query->gender),
	    [AXIS_ID] = str_trim(query->id),
	};
	char folded[BOOK_IDENTIFIER_MAX];

	for (size_t i = 0; i < AXIS_COUNT; i++) {
		out->text[i] = text[i];
		out->has[i] = text[i].len > 0;
	}
	out->bearers.len = 0;
	out->country = out->has[AXIS_COUNTRY] ? model_country_code(text[AXIS_COUNTRY]) : STR("");
	out->gender = read_gender(text[AXIS_GENDER]);
	out->strong_id = book_identifier_fold(text[AXIS_ID], folded) >= STRONG_ID;
	out->birth_date = (struct date){.first = TIES_DAY_MIN, .last = TIES_DAY_MAX, .kind = DATE_UNKNOWN};
	if (out->has[AXIS_BIRTH_DATE] && !read_date(text[AXIS_BIRTH_DATE], &out->birth_date))
		return error_set(err, TIES_ERR_USAGE,
		                 "\"%.*s\" is no date of birth; write it as 1970-12-31, 1970-12 or 1970",
		                 STR_ARG(text[AXIS_BIRTH_DATE]));
	return TIES_OK;
}

/* ---- identifiers -------------------------------------------------------------------------------------- */

static void consider(struct evidence_query *q, const ties_book *b, const struct filter *f, uint32_t statement,
                     uint32_t entity, bool *failed)
{
	struct book_statement s = book_statement_at(b, statement);

	if (entity < b->ENTITY.count && filter_admits_statement(f, &s) &&
	    book_identifier_equal(book_string(b, s.value), q->text[AXIS_ID]))
		*failed |= !vec_push(&q->bearers, ((struct evidence_bearer){entity, statement}));
}

static void look_up(struct evidence_query *q, const ties_book *b, const struct filter *f, bool *failed)
{
	uint64_t hash = book_identifier_hash(q->text[AXIS_ID]);
	uint32_t low = 0, high = b->IDENTIFIER.count;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (b->IDENTIFIER.items[mid].hash < hash)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < b->IDENTIFIER.count && b->IDENTIFIER.items[low].hash == hash; low++)
		consider(q, b, f, b->IDENTIFIER.items[low].statement, b->IDENTIFIER.items[low].entity, failed);
}

/* Whom the identifiers of a record that stands for something else identify. */
static size_t find_bearers(const ties_book *b, uint32_t record, uint32_t out[BOOK_BEARERS_MAX])
{
	struct book_statement s;
	size_t n = 0;

	for (struct book_cursor c = book_statements_of(b, record);
	     n < BOOK_BEARERS_MAX && book_next_statement(&c, &s);) {
		uint32_t target =
		    book_identifier_names_bearer(s.manner->property) ? book_statement_target(b, &s) : BOOK_NONE;
		if (target != BOOK_NONE)
			out[n++] = target;
	}
	return n;
}

/* The numbers of a record that stands for something else are those of what it stands for. */
static void consider_record(struct evidence_query *q, const ties_book *b, const struct filter *f, uint32_t record,
                            bool *failed)
{
	const struct book_entity *e = BOOK_AT(b, ENTITY, record);
	bool own = e->schema >= SCHEMA_COUNT || !model_schema_is_a(e->schema, SCHEMA_INTERVAL);
	uint32_t bearers[BOOK_BEARERS_MAX] = {record};
	size_t count = own ? 1 : find_bearers(b, record, bearers);
	struct book_statement s;

	for (struct book_cursor c = book_statements_of(b, record); book_next_statement(&c, &s);) {
		if (s.manner->modality == MODALITY_DENIED || s.manner->property >= PROP_COUNT ||
		    model_property_type(s.manner->property) != TYPE_IDENTIFIER)
			continue;
		for (size_t k = 0; k < count; k++)
			consider(q, b, f, s.number, bearers[k], failed);
	}
}

static int compare_bearers(const void *left, const void *right)
{
	const struct evidence_bearer *a = left, *b = right;

	if (a->entity != b->entity)
		return a->entity < b->entity ? -1 : 1;
	return a->statement < b->statement ? -1 : a->statement > b->statement;
}

ties_code evidence_find_bearers(struct evidence_query *q, const ties_book *b, bool exhaustive, const struct filter *f,
                                ties_error *err)
{
	bool failed = false;
	size_t kept = 0;

	q->bearers.len = 0;
	if (!q->has[AXIS_ID])
		return TIES_OK;
	if (!exhaustive)
		look_up(q, b, f, &failed);
	for (uint32_t i = 0; exhaustive && i < b->ENTITY.count; i++)
		consider_record(q, b, f, i, &failed);
	if (failed)
		return error_nomem(err);
	if (q->bearers.len)
		qsort(q->bearers.ptr, q->bearers.len, sizeof *q->bearers.ptr, compare_bearers);
	for (size_t i = 0; i < q->bearers.len; i++)
		if (kept == 0 || q->bearers.ptr[kept - 1].entity != q->bearers.ptr[i].entity)
			q->bearers.ptr[kept++] = q->bearers.ptr[i];
	q->bearers.len = kept;
	return TIES_OK;
}

/* The statement by which the entity has the identifier, BOOK_NONE when it has not. */
static uint32_t borne_by(const struct evidence_query *q, uint32_t entity)
{
	size_t low = 0, high = q->bearers.len;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (q->bearers.ptr[mid].entity < entity)
			low = mid + 1;
		else
			high = mid;
	}
	return low < q->bearers.len && q->bearers.ptr[low].entity == entity ? q->bearers.ptr[low].statement : BOOK_NONE;
}

/* ---- dates -------------------------------------------------------------------------------------------- */

struct civil {
	int year, month, day;
};

static struct civil civil_of(int32_t day)
{
	struct civil c;

	date_to_civil(day, &c.year, &c.month, &c.day);
	return c;
}

static bool bounded(struct date d)
{
	return d.first != TIES_DAY_MIN && d.last != TIES_DAY_MAX;
}

/* Disjoint dates: in one year they still speak for each other, the more so with day and month exchanged. */
static double value_of_gap(struct date a, struct date b)
{
	int64_t gap = a.first > b.last ? (int64_t)a.first - b.last : (int64_t)b.first - a.last;

	if (bounded(a) && bounded(b)) {
		struct civil x = civil_of(a.first), y = civil_of(b.first);
		bool one_year = x.year == y.year && civil_of(a.last).year == x.year && civil_of(b.last).year == x.year;
		bool days = a.first == a.last && b.first == b.last;
		if (one_year)
			return days && x.month == y.day && x.day == y.month ? 0.5 : 0.25;
	}
	bool vague = a.approximate || a.uncertain || b.approximate || b.uncertain;
	return vague && gap <= CIRCA_DAYS ? 0 : -1;
}

double evidence_birth_date(struct date query, struct date entity)
{
	if (date_before(query, entity) == TIES_YES || date_before(entity, query) == TIES_YES)
		return value_of_gap(query, entity);
	int32_t first = query.first < entity.first ? query.first : entity.first;
	int32_t last = query.last > entity.last ? query.last : entity.last;
	int64_t span = (int64_t)last - first;
	return span == 0 ? 1 : span <= DAYS_OF_MONTH ? 0.75 : span <= DAYS_OF_YEAR ? 0.5 : 0.25;
}

/* ---- weighing -------------------------------------------------------------------------------------------- */

/* Of several values of the entity the one that speaks most for it counts. */
static void weigh(ties_evidence *e, double value, str right)
{
	if (e->known && value <= e->value)
		return;
	e->known = true;
	e->value = value;
	e->right = right;
}

static void weigh_birth_date(ties_evidence *e, const struct evidence_query *q, str value)
{
	struct date d;

	if (q->birth_date.kind == DATE_KNOWN && read_date(value, &d) && d.kind == DATE_KNOWN)
		weigh(e, evidence_birth_date(q->birth_date, d), value);
}

static void weigh_country(ties_evidence *e, const struct evidence_query *q, str value)
{
	str code = q->country.len ? model_country_code(value) : STR("");

	if (code.len)
		weigh(e, str_equal(code, q->country) ? 1 : -1, value);
}

static void weigh_gender(ties_evidence *e, const struct evidence_query *q, str value)
{
	enum evidence_gender g = read_gender(value);

	if (q->gender != GENDER_UNKNOWN && g != GENDER_UNKNOWN)
		weigh(e, g == q->gender ? 1 : -1, value);
}

static void weigh_statement(ties_evidence axis[AXIS_COUNT], const struct evidence_query *q,
                            enum model_property property, str value)
{
	switch (property) {
	case PROP_BIRTH_DATE:
		weigh_birth_date(&axis[AXIS_BIRTH_DATE], q, value);
		break;
	case PROP_NATIONALITY:
	case PROP_CITIZENSHIP:
	case PROP_COUNTRY:
	case PROP_JURISDICTION:
	case PROP_FLAG:
		weigh_country(&axis[AXIS_COUNTRY], q, value);
		break;
	case PROP_GENDER:
		weigh_gender(&axis[AXIS_GENDER], q, value);
		break;
	default:
		if (q->has[AXIS_ID] && model_property_type(property) == TYPE_IDENTIFIER)
			weigh(&axis[AXIS_ID], 0, value);
		break;
	}
}

static void weigh_statements(ties_evidence axis[AXIS_COUNT], const struct evidence_query *q, const struct filter *f,
                             uint32_t entity)
{
	struct book_statement s;
	uint32_t borne = borne_by(q, entity);

	for (struct book_cursor c = book_statements_of(f->b, entity); book_next_statement(&c, &s);)
		if (s.manner->property < PROP_COUNT && s.manner->modality != MODALITY_DENIED &&
		    filter_admits_statement(f, &s))
			weigh_statement(axis, q, s.manner->property, book_string(f->b, s.value));
	if (borne != BOOK_NONE)
		weigh(&axis[AXIS_ID], 1, book_string(f->b, *BOOK_AT(f->b, STATEMENT, borne)));
}

double evidence_score(const ties_evidence axis[AXIS_COUNT], double name_score)
{
	double lift = 0, score = name_score;

	for (size_t i = 0; i < AXIS_COUNT; i++)
		if (axis[i].value > 0)
			lift += axes[i].lift * axis[i].value;
	if (name_score >= NAME_RETRIEVAL_FLOOR)
		score += lift * (1 - name_score);
	for (size_t i = 0; i < AXIS_COUNT; i++)
		if (axis[i].value < 0)
			score *= 1 + axes[i].penalty * axis[i].value;
	return score;
}

double evidence_name_threshold(const struct evidence_query *q, double threshold)
{
	double lift = 0;

	for (size_t i = 0; i < AXIS_COUNT; i++)
		if (q->has[i])
			lift += axes[i].lift;
	if (threshold <= NAME_RETRIEVAL_FLOOR)
		return threshold;
	double lowest = (threshold - lift) / (1 - lift) - 1e-9; /* rounding must not lose anyone */
	return lift == 0 ? threshold : lowest < NAME_RETRIEVAL_FLOOR ? NAME_RETRIEVAL_FLOOR : lowest;
}

void evidence_weigh(struct evidence *out, const struct evidence_query *q, const struct filter *f, uint32_t entity,
                    double name_score)
{
	ties_evidence axis[AXIS_COUNT] = {{0}};
	bool any = false;

	for (size_t i = 0; i < AXIS_COUNT; i++)
		any |= q->has[i];
	if (any) /* else nothing of the entity matters */
		weigh_statements(axis, q, f, entity);
	bool same_id = q->strong_id && axis[AXIS_ID].value > 0;
	out->score = evidence_score(axis, name_score);
	if (same_id)
		out->score = 1 - rest_with_id + rest_with_id * out->score;
	out->contradicts = axis[AXIS_BIRTH_DATE].value <= -1 && !same_id;
	out->count = 0;
	for (size_t i = 0; i < AXIS_COUNT; i++) {
		if (!q->has[i])
			continue;
		axis[i].axis = axes[i].name;
		axis[i].left = q->text[i];
		out->axis[out->count++] = axis[i];
	}
}
