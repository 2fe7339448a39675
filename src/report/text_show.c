/* `show` in text: one entity whole.
 *
 * Statements that say the same value of the same property are one line with all datasets that say so. Lines are
 * grouped by what they tell: names (first those in Latin letters, then other scripts), identifiers, dates and
 * places, links to other entities, the rest. Listings, offices and ties have their own rows, so the statements of
 * those records are shown only with `verbose`. */
#include "base/arena.h"
#include "base/table.h"
#include "report/entity.h"
#include "report/joins.h"
#include "report/tie_lines.h"

enum { INDENT = 2, VALUE_AT = 22, PROPERTIES_MAX = 32 };

enum group { GROUP_NAMES, GROUP_IDENTIFIERS, GROUP_DATES, GROUP_LINKS, GROUP_OTHER, GROUP_RECORDS, GROUP_COUNT };

struct group_rule {
	const char *title;
	const char *property[PROPERTIES_MAX]; /* in the order in which they are shown */
};

static const struct group_rule groups[GROUP_COUNT] = {
    [GROUP_NAMES] = {"NAMES",
                     {"name", "alias", "weakAlias", "previousName", "abbreviation", "adjective", "inhabitants",
                      "governmentName", "metonym", "title", "firstName", "middleName", "lastName", "nameSuffix"}},
    [GROUP_IDENTIFIERS] = {"IDENTIFIERS",
                           {"passportNumber", "idNumber", "taxNumber", "registrationNumber", "imoNumber", "mmsi",
                            "callSign", "swiftBic", "leiCode", "innCode", "ogrnCode", "dunsCode", "isin", "wikidataId",
                            "unscId", "publicKey", "serialNumber", "authorityId", "number"}},
    [GROUP_DATES] = {"DATES AND PLACES",
                     {"birthDate",
                      "birthPlace",
                      "deathDate",
                      "gender",
                      "nationality",
                      "citizenship",
                      "country",
                      "jurisdiction",
                      "incorporationDate",
                      "dissolutionDate",
                      "flag",
                      "pastFlags",
                      "buildDate",
                      "full",
                      "address",
                      "street",
                      "city",
                      "region",
                      "postalCode",
                      "startDate",
                      "endDate",
                      "date"}},
    [GROUP_LINKS] = {"LINKS", {NULL}},
    [GROUP_OTHER] = {"ALSO SAID", {NULL}},
    [GROUP_RECORDS] = {"STATEMENTS OF LISTINGS, OFFICES AND TIES", {NULL}},
};

/** Statements sorted into what is shown together. Arrays have one item per statement and live in `arena`. */
struct show {
	const ties_status *status;
	struct arena arena;
	struct table first_of; /* "property NUL value NUL group" to the first statement that says so */
	uint32_t *next;        /* the next one that says the same, UINT32_MAX at the end */
	uint32_t *last;        /* of a first one: the end of its chain */
	bool *is_first;
	uint8_t *group; /* enum group */
	uint8_t *rank;  /* place of the property in its group */
};

static bool find_rank(enum group group, str property, uint8_t *rank)
{
	for (uint8_t i = 0; i < PROPERTIES_MAX && groups[group].property[i]; i++) {
		*rank = i;
		if (str_is(property, groups[group].property[i]))
			return true;
	}
	return false;
}

/* Schemata of records that are shown as listings, offices and ties. */
static bool is_relation(str schema)
{
	static const char *const relations[] = {
	    "Sanction",  "Occupancy",  "Membership",     "Employment",  "Directorship", "Ownership",         "Family",
	    "Associate", "Succession", "Representation", "UnknownLink", "Payment",      "ProjectParticipant"};

	for (size_t i = 0; i < sizeof relations / sizeof *relations; i++)
		if (str_is(schema, relations[i]))
			return true;
	return false;
}

static enum group group_of(const ties_statement *s, uint8_t *rank)
{
	static const enum group named[] = {GROUP_NAMES, GROUP_IDENTIFIERS, GROUP_DATES};

	*rank = 0;
	if (is_relation(s->schema))
		return GROUP_RECORDS;
	if (s->target.len)
		return GROUP_LINKS;
	for (size_t i = 0; i < sizeof named / sizeof *named; i++)
		if (find_rank(named[i], s->property, rank))
			return named[i];
	*rank = 0;
	return GROUP_OTHER;
}

static bool chain(struct show *show, uint32_t i)
{
	const ties_statement *s = &show->status->statements[i];
	struct arena *a = &show->arena;
	bool fresh;
	str key = arena_print(a, "%.*s%c%.*s%c%u%.*s", STR_ARG(s->property), 0, STR_ARG(s->value), 0, show->group[i],
	                      STR_ARG(s->target));
	uint32_t *first = a->failed ? NULL : table_put(&show->first_of, key, i, &fresh);

	if (!first)
		return false;
	show->next[i] = UINT32_MAX;
	show->is_first[i] = fresh;
	if (!fresh)
		show->next[show->last[*first]] = i;
	show->last[*first] = i;
	return true;
}

static bool sort_statements(struct show *show)
{
	size_t n = show->status->statement_count;
	struct arena *a = &show->arena;

	show->next = arena_array(a, n, sizeof *show->next);
	show->last = arena_array(a, n, sizeof *show->last);
	show->is_first = arena_array(a, n, sizeof *show->is_first);
	show->group = arena_array(a, n, sizeof *show->group);
	show->rank = arena_array(a, n, sizeof *show->rank);
	if (a->failed || n > UINT32_MAX)
		return false;
	for (uint32_t i = 0; i < n; i++) {
		show->group[i] = (uint8_t)group_of(&show->status->statements[i], &show->rank[i]);
		if (!chain(show, i))
			return false;
	}
	return true;
}

static void datasets(struct report_out *out, const struct show *show, uint32_t first)
{
	bool any = false;

	for (uint32_t i = first; i != UINT32_MAX; i = show->next[i]) {
		str dataset = show->status->statements[i].dataset;
		bool said = dataset.len == 0;
		for (uint32_t j = first; j != i && !said; j = show->next[j])
			said = str_equal(show->status->statements[j].dataset, dataset);
		if (said)
			continue;
		page_put(out, any ? ", " : "  ");
		page_flow(out, dataset, VALUE_AT + 2);
		any = true;
	}
}

/** Everything that keeps a value from being a plain, present fact. */
static void qualify(struct buf *b, const ties_statement *s)
{
	if (s->lang.len)
		buf_print(b, " (%.*s)", STR_ARG(s->lang));
	if (s->valid_from.len || s->valid_to.len)
		buf_print(b, ", %.*s/%.*s", STR_ARG(s->valid_from), STR_ARG(s->valid_to));
	if (s->modality.len && !str_is(s->modality, "asserted"))
		buf_print(b, ", %.*s", STR_ARG(s->modality));
	if (s->attribution.len)
		buf_print(b, ", according to %.*s", STR_ARG(s->attribution));
	if (s->confidence == TIES_RECALLED)
		buf_add(b, STR(" (from memory, to be checked)"));
}

static void value(struct report_out *out, const ties_statement *s)
{
	struct buf text = {0};

	buf_add(&text, s->target_caption.len ? s->target_caption : s->value);
	if (s->target.len)
		buf_print(&text, " (%.*s)", STR_ARG(s->target));
	qualify(&text, s);
	page_wrap(out, buf_str(&text), VALUE_AT);
	out->buf.failed |= text.failed;
	buf_finish(&text);
}

static void line(struct report_out *out, const struct show *show, uint32_t i, struct page_notes *notes)
{
	const ties_statement *s = &show->status->statements[i];

	page_to(out, INDENT);
	page_cut(out, s->property, VALUE_AT - INDENT - 2);
	page_to(out, VALUE_AT);
	value(out, s);
	page_colour(out, PAGE_DIM);
	datasets(out, show, i);
	page_colour(out, PAGE_PLAIN);
	for (; i != UINT32_MAX; i = show->next[i])
		page_note(out, notes, show->status->statements[i].source);
	page_line(out);
	if (out->verbose && s->original.len) {
		page_to(out, VALUE_AT);
		page_put(out, "published as ");
		page_quote(out, s->original);
		page_line(out);
	}
}

static bool in_pass(const struct show *show, uint32_t i, enum group group, uint8_t rank, bool latin)
{
	return show->is_first[i] && show->group[i] == group && show->rank[i] == rank &&
	       page_is_latin(show->status->statements[i].value) == latin;
}

static void group_lines(struct report_out *out, const struct show *show, enum group group, struct page_notes *notes)
{
	uint8_t ranks = 1;
	bool titled = false;

	while (ranks < PROPERTIES_MAX && groups[group].property[ranks])
		ranks++;
	for (uint8_t rank = 0; rank < ranks; rank++)
		for (int script = 0; script < 2; script++)
			for (uint32_t i = 0; i < show->status->statement_count; i++) {
				if (!in_pass(show, i, group, rank, script == 0))
					continue;
				if (!titled) {
					page_heading(out, groups[group].title);
					page_line(out);
				}
				titled = true;
				line(out, show, i, notes);
			}
}

static void records(struct report_out *out, const ties_entity *entity)
{
	page_heading(out, "RECORDS");
	page_line(out);
	page_to(out, INDENT);
	for (size_t i = 0; i < entity->ref_count; i++) {
		if (i)
			page_put(out, ", ");
		page_flow(out, entity->refs[i], INDENT);
	}
	page_line(out);
}

void report_show_text(struct report_out *out, const ties_status *status)
{
	struct show show = {.status = status};
	struct page_notes notes = {0};

	if (status->candidate_count == 0)
		status_nobody(out, status->query);
	else if (status->candidate_count > 1)
		status_ambiguous(out, status->query, status->candidates, status->candidate_count, status->on);
	if (status->candidate_count != 1)
		return;
	const ties_entity *entity = &status->candidates[0].entity;
	report_taken_text(out, status->query, &status->candidates[0]);
	status_title(out, entity, status->on, status->known_on);
	entity_summary(out, entity, status->on, false, 0);
	page_line(out);
	status_subtitle(out, entity);
	bool sorted = sort_statements(&show);
	if (sorted) {
		group_lines(out, &show, GROUP_NAMES, &notes);
		group_lines(out, &show, GROUP_IDENTIFIERS, &notes);
		group_lines(out, &show, GROUP_DATES, &notes);
	}
	entity_listings(out, entity, status->on, &notes);
	entity_offices(out, entity, status->on, &notes);
	ties_lines(out, status, &notes);
	if (sorted) {
		group_lines(out, &show, GROUP_LINKS, &notes);
		group_lines(out, &show, GROUP_OTHER, &notes);
	}
	if (sorted && out->verbose)
		group_lines(out, &show, GROUP_RECORDS, &notes);
	if (entity->ref_count)
		records(out, entity);
	joins_of_entity(out, entity);
	page_notes_finish(out, &notes);
	out->buf.failed |= !sorted;
	table_finish(&show.first_of);
	arena_finish(&show.arena);
}
