/* Offices in the Congress files: terms become spells of office, leadership roles become spells of a role. */
#include "sources/congress.h"

enum { SAME_SPELL_DAYS = 31 };

/* What a term can be of. */
struct office {
	const char *type;     /* as in the file */
	const char *position; /* record id */
	const char *name;
	const char *topic;
};

static const struct office offices[] = {
    {"rep", "position:us-house", "Member of the US House of Representatives", "gov.legislative"},
    {"sen", "position:us-senate", "United States Senator", "gov.legislative"},
    {"prez", "position:us-president", "President of the United States", "gov.head"},
    {"viceprez", "position:us-vice-president", "Vice President of the United States", "gov.executive"},
};

/* A run of terms. */
struct spell {
	const struct office *office;
	str state;                      /* empty for the executive */
	struct yaml_node *first, *last; /* its terms */
	struct date start, end;
};

/* ---- positions ---------------------------------------------------------------------------------- */

/* Emits the Position once in a read. */
static ties_code need_position(struct congress_reader *r, str id, str name, const char *topic)
{
	bool fresh;

	if (table_get(&r->positions, id) != TABLE_NONE)
		return TIES_OK;
	str key = arena_copy(&r->lasting, id);
	if (!key.ptr || !table_put(&r->positions, key, 0, &fresh))
		return error_nomem(r->err);
	model_draft_begin(&r->draft, SCHEMA_POSITION, id);
	congress_add(r, PROP_NAME, name);
	congress_add(r, PROP_COUNTRY, STR("us"));
	congress_add(r, PROP_TOPICS, STR("gov.national"));
	congress_add(r, PROP_TOPICS, str_from(topic));
	return congress_emit(r, 0);
}

static const struct office *office_of(str type)
{
	for (size_t i = 0; i < sizeof offices / sizeof *offices; i++)
		if (str_is(type, offices[i].type))
			return &offices[i];
	return NULL;
}

/* ---- spells of office ----------------------------------------------------------------------------- */

/* The value of a field in a term. A party that changed inside the term is told by its affiliations instead. */
static str run_value(struct yaml_node *term, const char *field)
{
	str value = yaml_take(term, field);
	bool changed = str_is(str_from(field), "party") && yaml_child(term, "party_affiliations");

	return changed ? (str){NULL, 0} : value;
}

/* One statement for each run of terms with the same value of `field`, valid for that run. */
static void add_runs(struct congress_reader *r, const struct spell *spell, const char *field)
{
	struct yaml_node *from = spell->first;
	bool party = str_is(str_from(field), "party");

	for (struct yaml_node *term = from;; term = term->next) {
		str value = run_value(from, field);
		if (term != spell->last && str_equal(run_value(term->next, field), value))
			continue;
		if (value.len) {
			str named = party ? value : arena_print(&r->item, "%s=%.*s", field, STR_ARG(value));
			struct model_statement *s = congress_add(r, party ? PROP_POLITICAL : PROP_UNMAPPED, named);
			congress_hold(s, congress_text_of(from, "start"), congress_text_of(term, "end"));
		}
		if (term == spell->last)
			return;
		from = term->next;
	}
}

/* A change of party inside a term. */
static void add_affiliations(struct congress_reader *r, const struct spell *spell)
{
	for (struct yaml_node *term = spell->first;; term = term->next) {
		struct yaml_node *list = congress_take_node(term, "party_affiliations");
		for (struct yaml_node *n = list ? list->child : NULL; n; n = n->next)
			congress_hold(congress_add(r, PROP_POLITICAL, yaml_take(n, "party")),
			              congress_text_of(n, "start"), congress_text_of(n, "end"));
		if (term == spell->last)
			return;
	}
}

static ties_code emit_spell(struct congress_reader *r, str id, const struct spell *spell)
{
	static const char *const run_fields[] = {"party", "district", "class", "how", "end-type", "caucus"};
	str start = yaml_take(spell->first, "start"), end = yaml_take(spell->last, "end"), post;
	ties_code rc =
	    need_position(r, str_from(spell->office->position), str_from(spell->office->name), spell->office->topic);

	if (rc != TIES_OK)
		return rc;
	post = str_from(spell->office->position);
	model_draft_begin(&r->draft, SCHEMA_OCCUPANCY,
	                  arena_print(&r->item, "%.*s#%s%s%.*s-%.*s", STR_ARG(id), spell->office->type,
	                              spell->state.len ? "-" : "", STR_ARG(spell->state), STR_ARG(start)));
	congress_add(r, PROP_HOLDER, id);
	congress_add(r, PROP_POST, post);
	congress_add_date(r, PROP_START_DATE, start);
	congress_add_date(r, PROP_END_DATE, end);
	congress_add(r, PROP_SUBNATIONAL_AREA, spell->state);
	for (size_t i = 0; i < sizeof run_fields / sizeof *run_fields; i++)
		add_runs(r, spell, run_fields[i]);
	add_affiliations(r, spell);
	struct yaml_node *last = spell->last;
	yaml_take(last, "type");
	yaml_take(last, "state");
	yaml_take(last, "start");
	congress_add(r, PROP_WEBSITE, yaml_take(last, "url"));
	congress_add(r, PROP_PHONE, yaml_take(last, "phone"));
	congress_add(r, PROP_ADDRESS, yaml_take(last, "address"));
	congress_add_rest(r, last, (str){NULL, 0});
	return congress_emit(r, spell->first->line);
}

/* A term that can be used; others are rejected. */
static bool read_term(struct congress_reader *r, struct yaml_node *term, struct spell *out)
{
	*out = (struct spell){.office = office_of(congress_text_of(term, "type")),
	                      .state = congress_text_of(term, "state"),
	                      .first = term,
	                      .last = term};
	if (!out->office)
		congress_reject(r, term, "the term is of no known office (rep, sen, prez, viceprez)",
		                congress_text_of(term, "type"));
	else if (date_parse(congress_text_of(term, "start"), &out->start, NULL) != TIES_OK ||
	         out->start.kind != DATE_KNOWN)
		congress_reject(r, term, "the term has no valid start", congress_text_of(term, "start"));
	else if (date_parse(congress_text_of(term, "end"), &out->end, NULL) != TIES_OK)
		congress_reject(r, term, "the term has no valid end", congress_text_of(term, "end"));
	else if (out->end.kind == DATE_KNOWN && out->end.last < out->start.first)
		congress_reject(r, term, "the term ends before it begins", congress_text_of(term, "start"));
	else
		return true;
	return false;
}

static bool continues(const struct spell *spell, const struct spell *term)
{
	int32_t days;

	return spell->office == term->office && str_equal(spell->state, term->state) &&
	       spell->last->next == term->first && date_lag(spell->end, term->start, &days) &&
	       days <= SAME_SPELL_DAYS && term->start.first >= spell->start.first;
}

ties_code congress_emit_terms(struct congress_reader *r, str id, struct yaml_node *terms)
{
	struct spell spell = {0}, term;
	ties_code rc = TIES_OK;

	for (struct yaml_node *n = terms ? terms->child : NULL; n && rc == TIES_OK; n = n->next) {
		if (!read_term(r, n, &term))
			continue;
		if (spell.office && continues(&spell, &term)) {
			spell.last = term.last;
			spell.end = term.end;
			continue;
		}
		if (spell.office)
			rc = emit_spell(r, id, &spell);
		spell = term;
	}
	if (rc == TIES_OK && spell.office)
		rc = emit_spell(r, id, &spell);
	return rc;
}

/* ---- leadership ----------------------------------------------------------------------------------- */

/* Roles of one title that follow each other are one spell; without an end they last in the file of those who
 * serve now, and are unknown in the file of those who do not. */
ties_code congress_emit_leadership(struct congress_reader *r, str id, struct yaml_node *roles)
{
	for (struct yaml_node *n = roles ? roles->child : NULL; n; n = n->next) {
		str title = yaml_take(n, "title"), start = yaml_take(n, "start"), end = yaml_take(n, "end"), chamber;
		struct date from, to;
		int32_t days;
		uint64_t line = n->line;
		if (title.len == 0 || date_parse(start, &from, NULL) != TIES_OK) {
			congress_reject(r, n, "the leadership role has no title or no valid start", title);
			continue;
		}
		chamber = yaml_take(n, "chamber");
		while (n->next && str_equal(congress_text_of(n->next, "title"), title) &&
		       date_parse(end, &to, NULL) == TIES_OK &&
		       date_parse(congress_text_of(n->next, "start"), &from, NULL) == TIES_OK &&
		       date_lag(to, from, &days) && days >= 0 && days <= SAME_SPELL_DAYS) {
			n = n->next;
			end = congress_text_of(n, "end");
		}
		str key = congress_slug(&r->item, title),
		    post = arena_print(&r->item, "position:us-congress-%.*s", STR_ARG(key));
		ties_code rc = need_position(r, post, title, "gov.legislative");
		if (rc != TIES_OK)
			return rc;
		model_draft_begin(&r->draft, SCHEMA_OCCUPANCY,
		                  arena_print(&r->item, "%.*s#%.*s-%.*s", STR_ARG(id), STR_ARG(key), STR_ARG(start)));
		congress_add(r, PROP_HOLDER, id);
		congress_add(r, PROP_POST, post);
		congress_add_date(r, PROP_START_DATE, start);
		congress_add_date(r, PROP_END_DATE, end.len == 0 && r->part != PART_HISTORICAL ? STR("..") : end);
		congress_add_named(r, "chamber", chamber);
		rc = congress_emit(r, line);
		if (rc != TIES_OK)
			return rc;
	}
	return TIES_OK;
}
