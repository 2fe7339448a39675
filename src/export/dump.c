#include "export/dump.h"

#include "text/text.h"

bool dump_has(const struct dump *d, uint32_t entity)
{
	return entity < d->b->ENTITY.count && (!d->chosen || d->chosen[entity]);
}

struct dump_record dump_record(const struct dump *d, uint32_t ref)
{
	const struct book_ref *r = BOOK_AT(d->b, REF, ref);
	const struct book_shape *shape = BOOK_AT(d->b, SHAPE, r->shape);

	return (struct dump_record){
	    .ref = ref,
	    .dataset = book_string(d->b, BOOK_AT(d->b, DATASET, shape->dataset)->name),
	    .id = book_string(d->b, r->record),
	    .schema = shape->schema < SCHEMA_COUNT ? (enum model_schema)shape->schema : SCHEMA_THING,
	    .line = r->line,
	    .main = shape->flags & BOOK_IN_MAIN,
	};
}

/* ---- statements ------------------------------------------------------------------------------------------- */

/* An entity is called by its id, unless it is not exported: then as it was published. */
static str ftm_value(struct dump_said *said, const struct dump *d, const struct book_statement *s)
{
	uint32_t target = book_statement_target(d->b, s);

	switch (model_property_type(said->property)) {
	case TYPE_DATE:
		return ftm_date(said->value, said->text);
	case TYPE_ENTITY:
		return dump_has(d, target) ? book_string(d->b, BOOK_AT(d->b, ENTITY, target)->id) : said->value;
	default:
		return said->value;
	}
}

void dump_said(struct dump_said *out, const struct dump *d, const struct dump_record *record,
               const struct book_statement *s)
{
	const struct book_manner *m = s->manner;

	*out = (struct dump_said){
	    .manner = m,
	    .property = m->property < PROP_COUNT ? (enum model_property)m->property : PROP_UNMAPPED,
	    .value = book_string(d->b, s->value),
	    .original = book_statement_original(d->b, s),
	    .lang = book_string(d->b, m->lang),
	    .valid_from = book_string(d->b, m->valid_from),
	    .valid_to = book_string(d->b, m->valid_to),
	    .source = book_string(d->b, m->source),
	    .attribution = book_string(d->b, m->attribution),
	};
	/* what a relation is, is its role there */
	out->ftm_property = out->property == PROP_RELATION ? PROP_ROLE : out->property;
	if (d->words.has[record->schema][out->ftm_property])
		out->ftm_value = ftm_value(out, d, s);
}

/* ---- decisions -------------------------------------------------------------------------------------------- */

static bool is_evidence(uint16_t kind)
{
	return kind > TIES_JOINED_DECIDED && kind < TIES_DECIDED_DIFFERENT;
}

static const char *verdict_of(const struct dump *d, uint16_t kind)
{
	if (is_evidence(kind))
		return d->chosen ? "joined" : NULL;
	switch (kind) {
	case TIES_JOINED_DECIDED:
		return "same";
	case TIES_DECIDED_DIFFERENT:
		return "different";
	case TIES_DECIDED_UNSURE:
		return "unsure";
	default:
		return NULL;
	}
}

/* Decisions that join nothing stand once from each end: the one with the lower record to the left is taken. */
bool dump_next_decision(struct dump_decision *out, struct dump *d, uint32_t ref)
{
	for (; d->join < d->b->JOIN.count; d->join++) {
		const struct book_join *j = BOOK_AT(d->b, JOIN, d->join);
		const char *verdict = verdict_of(d, j->kind);
		if (j->left > ref)
			return false;
		if (j->left < ref || !verdict || j->right < ref || !dump_has(d, book_ref_entity(d->b, j->right)))
			continue;
		*out = (struct dump_decision){
		    .verdict = verdict,
		    .evidence = is_evidence(j->kind) ? j->kind : 0,
		    .other = dump_record(d, j->right),
		    .who = book_string(d->b, j->who),
		    .when = book_string(d->b, j->when),
		    .reason = book_string(d->b, j->value),
		};
		d->join++;
		return true;
	}
	return false;
}

/* ---- how many --------------------------------------------------------------------------------------------- */

struct dump_counts dump_count(struct dump *d)
{
	struct dump_counts counts = {0};
	struct dump_decision decision;

	for (uint32_t i = 0; i < d->b->DATASET.count; i++)
		if ((!d->datasets || d->datasets[i]))
			counts.versions += BOOK_AT(d->b, DATASET, i)->version_count;
	for (uint32_t e = 0; e < d->b->ENTITY.count; e++) {
		if (!dump_has(d, e))
			continue;
		struct book_range refs = book_refs_of(d->b, e);
		counts.records += refs.end - refs.begin;
		counts.statements += book_count_statements(d->b, e);
		for (uint32_t ref = refs.begin; ref < refs.end; ref++)
			while (dump_next_decision(&decision, d, ref))
				counts.decisions++;
	}
	d->join = 0;
	return counts;
}

/* ---- writing ---------------------------------------------------------------------------------------------- */

ties_code dump_flush(struct dump *d, size_t from)
{
	if (d->out.failed)
		return error_nomem(d->err);
	if (d->out.len < from || d->out.len == 0)
		return TIES_OK;
	bool written = d->sink->write(d->sink->context, buf_str(&d->out));
	buf_clear(&d->out);
	return written ? TIES_OK : error_set(d->err, TIES_ERR_IO, "the export could not be written");
}

str dump_day(int32_t day, char out[DATE_TEXT_MAX])
{
	const struct date date = {.first = day, .last = day, .kind = DATE_KNOWN};

	if (day == TIES_DAY_MIN || day == TIES_DAY_MAX)
		return STR("");
	return (str){out, date_print(date, out)};
}

bool dump_needs_escape(str text, bool carriage_return)
{
	return str_find_char(text, '\0', 0) != SIZE_MAX || utf8_invalid_at(text) != SIZE_MAX ||
	       (carriage_return && str_find_char(text, '\r', 0) != SIZE_MAX);
}

void dump_escape(struct buf *out, str text)
{
	size_t invalid = utf8_invalid_at(text), done = 0;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (i != invalid && c && c != '\r' && c != '\\')
			continue;
		buf_add(out, str_slice(text, done, i));
		if (c == '\\')
			buf_add(out, STR("\\\\"));
		else
			buf_print(out, "\\x%02x", (uint8_t)c);
		done = i + 1;
		if (i == invalid) {
			size_t next = utf8_invalid_at(str_slice(text, done, text.len));
			invalid = next == SIZE_MAX ? SIZE_MAX : done + next;
		}
	}
	buf_add(out, str_slice(text, done, text.len));
}
