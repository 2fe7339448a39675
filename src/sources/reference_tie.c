/* Relations, events and ties of the curated files as records.
 *
 * A tie becomes the relation of FollowTheMoney that data/relations.csv names for it, with the word itself beside it.
 * Every statement of it carries how it is said (modality) and whom the source quotes. An end that is no actor stays
 * words. */
#include "sources/reference.h"

/* The list is part of the program; a file that says something else is of another version of it. */
const char *reference_read_relation(struct reference *r, const struct csv_row *row)
{
	const struct model_relation *known = model_relation_find(reference_cell(r, row, "relation"));
	enum model_schema schema;
	enum model_property subject, object;

	if (!known)
		return "this version of the program does not know the relation";
	if (!model_schema_find(reference_cell(r, row, "schema"), &schema) ||
	    !model_property_find(reference_cell(r, row, "subject_as"), &subject) ||
	    !model_property_find(reference_cell(r, row, "object_as"), &object) || schema != known->schema ||
	    subject != known->subject || object != known->object)
		return "this version of the program has the relation as something else";
	return NULL;
}

/* ---- events ------------------------------------------------------------------------------------------------- */

/* From what date to what date, ".." for one that goes on. */
static bool is_span(str from, str to)
{
	return (from.len == 0 || (reference_is_date(from) && !str_is(from, ".."))) &&
	       (to.len == 0 || reference_is_date(to));
}

/* An actor can be an event already; then this adds to it. */
static const char *learn_event(struct reference *r, str id)
{
	uint32_t known = table_get(&r->schemas, id);
	bool fresh;

	if (known != TABLE_NONE && known != SCHEMA_EVENT)
		return "actors.csv has an actor of that id that is no event";
	if (!table_put(&r->schemas, arena_copy(&r->arena, id), SCHEMA_EVENT, &fresh))
		r->stopped = true;
	return NULL;
}

const char *reference_read_event(struct reference *r, const struct csv_row *row)
{
	str id = reference_cell(r, row, "id");
	str from = reference_cell(r, row, "from");
	str to = reference_cell(r, row, "to");

	if (!id.len || !reference_cell(r, row, "name").len)
		return "no id or no name";
	if (!is_span(from, to))
		return "a date is not EDTF";
	const char *why = learn_event(r, id);
	if (!why)
		why = reference_begin(r, row, SCHEMA_EVENT, id);
	if (why)
		return why;
	reference_add_cell(r, row, PROP_NAME, "name");
	reference_add_list(r, PROP_ALIAS, reference_cell(r, row, "aliases"));
	reference_add_cell(r, row, PROP_SERIES, "series");
	model_draft_add(&r->draft, PROP_START_DATE, from);
	model_draft_add(&r->draft, PROP_END_DATE, to);
	reference_add_cell(r, row, PROP_LOCATION, "place");
	reference_add_list(r, PROP_ORGANIZER, reference_cell(r, row, "organiser"));
	reference_add_list(r, PROP_ORGANIZER, reference_cell(r, row, "organiser_text"));
	return reference_emit(r);
}

/* ---- ties --------------------------------------------------------------------------------------------------- */

static bool find_modality(str name, uint8_t *out)
{
	for (int m = MODALITY_ASSERTED; m <= MODALITY_PROPOSED; m++) {
		if (str_is(name, model_modality_name((enum model_modality)m))) {
			*out = (uint8_t)m;
			return true;
		}
	}
	return false;
}

static bool is_amount(str s)
{
	bool digit = false;

	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] >= '0' && s.ptr[i] <= '9')
			digit = true;
		else if (s.ptr[i] != '.')
			return false;
	}
	return digit || s.len == 0;
}

/* The id or the words of an end; empty, with the reason, when it has neither, both, or an unknown id. */
static str tie_end(const struct reference *r, const struct csv_row *row, const char *id_column, const char *text_column,
                   const char **why)
{
	str id = reference_cell(r, row, id_column);
	str text = reference_cell(r, row, text_column);
	enum model_schema schema;

	if ((id.len != 0) == (text.len != 0))
		*why = "each end is either an id or words";
	else if (id.len && !reference_actor_schema(r, id, &schema))
		*why = "neither actors.csv nor events.csv has an end of the tie";
	return id.len ? id : text;
}

/* SUBJECT#relation#OBJECT#FROM, with #2, #3, … where that is taken. */
static str tie_id(struct reference *r, str subject, const struct model_relation *relation, str object, str from)
{
	str words = arena_print(&r->arena, "%.*s#%s#%.*s#%.*s", STR_ARG(reference_slug(&r->arena, subject)),
	                        relation->name, STR_ARG(reference_slug(&r->arena, object)), STR_ARG(from));
	uint32_t *count;
	bool fresh;

	if (!words.ptr || !(count = table_put(&r->tie_ids, words, 1, &fresh))) {
		r->stopped = true;
		return (str){NULL, 0};
	}
	if (fresh)
		return words;
	*count += 1;
	return arena_print(&r->arena, "%.*s#%u", STR_ARG(words), (unsigned)*count);
}

static void add_amount(struct reference *r, const struct csv_row *row)
{
	str low = reference_cell(r, row, "amount_min");
	str high = reference_cell(r, row, "amount_max");

	if (low.len && str_equal(low, high)) {
		model_draft_add(&r->draft, PROP_AMOUNT, low);
	} else {
		model_draft_add(&r->draft, PROP_AMOUNT_MIN, low);
		model_draft_add(&r->draft, PROP_AMOUNT_MAX, high);
	}
	reference_add_cell(r, row, PROP_CURRENCY, "currency");
	reference_add_cell(r, row, PROP_AMOUNT_NOTE, "amount_note");
}

/* Every statement says how, and who says so. */
static void mark(struct reference *r, uint8_t modality, str attribution)
{
	for (size_t i = 0; i < r->draft.record.statements.len; i++) {
		struct model_statement *s = &r->draft.record.statements.ptr[i];
		s->modality = modality;
		s->attribution = attribution;
	}
}

static const char *tie_mistake(const struct reference *r, const struct csv_row *row)
{
	str event = reference_cell(r, row, "event");
	enum model_schema schema;

	if (!is_span(reference_cell(r, row, "from"), reference_cell(r, row, "to")))
		return "a date is not EDTF";
	if (!is_amount(reference_cell(r, row, "amount_min")) || !is_amount(reference_cell(r, row, "amount_max")))
		return "an amount is no number";
	if (event.len && (!reference_actor_schema(r, event, &schema) || schema != SCHEMA_EVENT))
		return "events.csv does not have the event";
	return NULL;
}

const char *reference_read_tie(struct reference *r, const struct csv_row *row)
{
	const struct model_relation *relation = model_relation_find(reference_cell(r, row, "relation"));
	const char *why = relation ? tie_mistake(r, row) : "relations.csv does not have the relation";
	str subject = tie_end(r, row, "subject", "subject_text", &why);
	str object = tie_end(r, row, "object", "object_text", &why);
	str event = reference_cell(r, row, "event");
	str from = reference_cell(r, row, "from");
	uint8_t modality;

	if (!why && !find_modality(reference_cell(r, row, "modality"), &modality))
		why = "the modality is not known";
	if (!why)
		why = reference_begin(r, row, relation->schema, tie_id(r, subject, relation, object, from));
	if (why)
		return why;
	model_draft_add(&r->draft, relation->subject, subject);
	model_draft_add(&r->draft, relation->object, object);
	model_draft_add(&r->draft, PROP_RELATION, str_from(relation->name));
	reference_add_cell(r, row, PROP_ROLE, "role");
	model_draft_add(&r->draft, PROP_START_DATE, from);
	reference_add_cell(r, row, PROP_END_DATE, "to");
	if (event.len && !str_equal(event, object))
		model_draft_add(&r->draft, PROP_AT_EVENT, event);
	reference_add_cell(r, row, PROP_LOCATION, "place");
	add_amount(r, row);
	reference_add_cell(r, row, PROP_NOTES, "notes");
	mark(r, modality, reference_cell(r, row, "attribution"));
	return reference_emit(r);
}
