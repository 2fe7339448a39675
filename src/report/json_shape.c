/* Which members these objects have: docs/json.md says what they mean. */
#include "report/json_shape.h"

static const struct shape_member entity_members[] = {
    SHAPE_OF(ties_entity, id, SHAPE_TEXT),
    SHAPE_LIST("refs", ties_entity, refs, ref_count),
    SHAPE_OF(ties_entity, caption, SHAPE_TEXT),
    SHAPE_OF(ties_entity, schema, SHAPE_TEXT),
    SHAPE_OF(ties_entity, description, SHAPE_TEXT_IF_ANY),
};
const struct shape shape_entity = SHAPE(entity_members, ties_entity);

static const struct shape_member listing_members[] = {
    SHAPE_OF(ties_listing, jurisdiction, SHAPE_TEXT),
    SHAPE_OF(ties_listing, regime, SHAPE_TEXT),
    SHAPE_OF(ties_listing, label, SHAPE_TEXT),
    SHAPE_OF(ties_listing, authority, SHAPE_TEXT_OR_NULL),
    SHAPE_OF(ties_listing, dataset, SHAPE_TEXT),
    SHAPE_OF(ties_listing, ref, SHAPE_TEXT),
    SHAPE_OF(ties_listing, from, SHAPE_WHEN),
    SHAPE_OF(ties_listing, to, SHAPE_WHEN),
    SHAPE_OF(ties_listing, on, SHAPE_TRUTH),
    SHAPE_OF(ties_listing, status, SHAPE_TEXT_OR_NULL),
    SHAPE_OF(ties_listing, reason, SHAPE_TEXT_OR_NULL),
    SHAPE_OF(ties_listing, end_reason, SHAPE_TEXT_OR_NULL),
    SHAPE_OF(ties_listing, instrument, SHAPE_TEXT_OR_NULL),
    SHAPE_OF(ties_listing, source, SHAPE_TEXT_OR_NULL),
    SHAPE_OF(ties_listing, notes, SHAPE_TEXT_OR_NULL),
    SHAPE_OF(ties_listing, confidence, SHAPE_CONFIDENCE),
    SHAPE_OF(ties_listing, from_confidence, SHAPE_CONFIDENCE),
    SHAPE_OF(ties_listing, to_confidence, SHAPE_CONFIDENCE),
    SHAPE_OF(ties_listing, first_seen, SHAPE_DAY),
    SHAPE_OF(ties_listing, last_seen, SHAPE_DAY),
};
const struct shape shape_listing = SHAPE(listing_members, ties_listing);

static const struct shape_member office_members[] = {
    SHAPE_OF(ties_office, position, SHAPE_TEXT),      SHAPE_OF(ties_office, jurisdiction, SHAPE_TEXT_OR_NULL),
    SHAPE_OF(ties_office, party, SHAPE_TEXT_OR_NULL), SHAPE_OF(ties_office, area, SHAPE_TEXT_OR_NULL),
    SHAPE_OF(ties_office, dataset, SHAPE_TEXT),       SHAPE_OF(ties_office, ref, SHAPE_TEXT),
    SHAPE_OF(ties_office, from, SHAPE_WHEN),          SHAPE_OF(ties_office, to, SHAPE_WHEN),
    SHAPE_OF(ties_office, on, SHAPE_TRUTH),           SHAPE_OF(ties_office, source, SHAPE_TEXT_OR_NULL),
    SHAPE_OF(ties_office, notes, SHAPE_TEXT_OR_NULL), SHAPE_OF(ties_office, confidence, SHAPE_CONFIDENCE),
};
const struct shape shape_office = SHAPE(office_members, ties_office);

static const struct shape_member reason_members[] = {
    SHAPE_OF(ties_reason, left, SHAPE_TEXT),        SHAPE_OF(ties_reason, right, SHAPE_TEXT),
    SHAPE_OF(ties_reason, similarity, SHAPE_SCORE), SHAPE_OF(ties_reason, weight, SHAPE_SCORE),
    SHAPE_OF(ties_reason, why, SHAPE_WORD),
};
const struct shape shape_reason = SHAPE(reason_members, ties_reason);

/* Only what was given; a query by identifier alone has an empty name. */
static const struct shape_member query_members[] = {
    SHAPE_AS("id", struct shape_asked, row, SHAPE_TEXT_IF_ANY),
    SHAPE_AS("name", struct shape_asked, query.name, SHAPE_TEXT_IF_ANY),
    SHAPE_AS("schema", struct shape_asked, query.schema, SHAPE_TEXT_IF_ANY),
    SHAPE_AS("birth_date", struct shape_asked, query.birth_date, SHAPE_TEXT_IF_ANY),
    SHAPE_AS("country", struct shape_asked, query.country, SHAPE_TEXT_IF_ANY),
    SHAPE_AS("gender", struct shape_asked, query.gender, SHAPE_TEXT_IF_ANY),
    SHAPE_AS("identifier", struct shape_asked, query.id, SHAPE_TEXT_IF_ANY),
    SHAPE_AS("name", struct shape_asked, query.name, SHAPE_TEXT_IF_NONE),
};
const struct shape shape_query = SHAPE(query_members, struct shape_asked);

/* ---- reading -------------------------------------------------------------------------------------------- */

static struct shape_value text_value(str text)
{
	return (struct shape_value){.type = VALUE_TEXT, .text = text};
}

static struct shape_value only(bool there, enum shape_kind kind, str text)
{
	struct shape_value none = {.type = kind == SHAPE_TEXT_OR_NULL ? VALUE_NULL : VALUE_NONE};

	return there ? text_value(text) : none;
}

struct shape_value shape_when(ties_when when)
{
	enum page_end end = page_end_of(when);

	if (end == END_DATED)
		return text_value(when.edtf);
	/* an unknown beginning is "without bound" on the left: null as well */
	return end == END_OPEN || when.first == TIES_DAY_MIN ? (struct shape_value){.type = VALUE_NULL}
	                                                     : text_value(STR(""));
}

struct shape_value shape_day(int32_t day, char text[PAGE_DATE_MAX])
{
	if (day == TIES_DAY_MIN || day == TIES_DAY_MAX)
		return (struct shape_value){.type = VALUE_NULL};
	return text_value((str){text, page_day(day, text)});
}

static struct shape_value texts_value(const struct shape_member *member, const char *item)
{
	return (struct shape_value){.type = VALUE_TEXTS,
	                            .texts = *(const ties_str *const *)(item + member->at),
	                            .count = *(const size_t *)(item + member->count_at)};
}

struct shape_value shape_read(const struct shape_member *member, const void *item, char text[PAGE_DATE_MAX])
{
	const void *at = (const char *)item + member->at;

	switch (member->kind) {
	case SHAPE_TEXT:
		return text_value(*(const str *)at);
	case SHAPE_TEXT_OR_NULL:
	case SHAPE_TEXT_IF_ANY:
		return only(((const str *)at)->len > 0, member->kind, *(const str *)at);
	case SHAPE_TEXT_IF_NONE:
		return only(((const str *)at)->len == 0, member->kind, *(const str *)at);
	case SHAPE_TEXTS:
		return texts_value(member, item);
	case SHAPE_WORD:
		return text_value(str_from(*(const char *const *)at));
	case SHAPE_WHEN:
		return shape_when(*(const ties_when *)at);
	case SHAPE_DAY:
		return shape_day(*(const int32_t *)at, text);
	case SHAPE_TRUTH:
		return text_value(str_from(report_truth_name(*(const ties_truth *)at)));
	case SHAPE_CONFIDENCE:
		return text_value(str_from(report_confidence_name(*(const ties_confidence *)at)));
	case SHAPE_SCORE:
		return (struct shape_value){.type = VALUE_SCORE, .score = *(const double *)at};
	case SHAPE_BOOL:
		return (struct shape_value){.type = VALUE_BOOL, .yes = *(const bool *)at};
	}
	return (struct shape_value){.type = VALUE_NONE};
}
