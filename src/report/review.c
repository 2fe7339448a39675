/* Two entities side by side, for a person to decide whether they are one.
 *
 *   pair 1 of 12, score 0.97
 *   record      un_sc_sanctions:QDi.226            gb_hmt_sanctions:8970
 *   name        NAJMUDDIN FARAJ AHMAD            = Najmuddin Faraj AHMAD
 *   born        1956-07-07                         1956
 *
 * Values that both have stand first, with "=" between them. */
#include "report/dedupe.h"
#include "report/match.h"

enum { LABEL_COLUMNS = 12, SIGN_COLUMNS = 3, LISTINGS_MAX = 6, SAID_MAX = 64 };

static const struct review_row {
	const char *property, *label;
	size_t most; /* values shown */
} rows[] = {
    {"name", "name", 6},
    {"alias", "alias", 6},
    {"previousName", "formerly", 6},
    {"weakAlias", "weak alias", 6},
    {"birthDate", "born", 6},
    {"birthPlace", "born in", 6},
    {"deathDate", "died", 6},
    {"gender", "gender", 6},
    {"nationality", "nationality", 6},
    {"country", "country", 6},
    {"flag", "flag", 6},
    {"passportNumber", "passport", 6},
    {"idNumber", "identity", 6},
    {"taxNumber", "tax number", 6},
    {"registrationNumber", "register", 6},
    {"imoNumber", "IMO number", 6},
    {"leiCode", "LEI", 6},
    {"innCode", "INN", 6},
    {"ogrnCode", "OGRN", 6},
    {"unscId", "UN ref", 6},
    {"address", "address", 3},
    {"position", "position", 2},
    {"owner", "owner", 2},
    {"description", "what", 1},
    {"notes", "notes", 1},
};

/** Distinct values of one property. */
struct values {
	str value[SAID_MAX];
	size_t count;
};

static bool has(const struct values *v, str s)
{
	for (size_t i = 0; i < v->count; i++)
		if (str_equal_nocase(v->value[i], s))
			return true;
	return false;
}

static void collect(struct values *v, const ties_status *status, const char *property)
{
	v->count = 0;
	for (size_t i = 0; status && i < status->statement_count && v->count < SAID_MAX; i++) {
		const ties_statement *s = &status->statements[i];
		str value = s->target_caption.len ? s->target_caption : s->value;
		if (!str_is(s->schema, "Sanction") && !str_is(s->schema, "Occupancy") &&
		    str_is(s->property, property) && !has(v, value))
			v->value[v->count++] = value;
	}
}

/* The value of `v` that is the same as `s`, as it stands there. */
static str twin_of(const struct values *v, str s)
{
	for (size_t i = 0; i < v->count; i++)
		if (str_equal_nocase(v->value[i], s))
			return v->value[i];
	return s;
}

struct columns {
	unsigned left, right, width; /* where they begin; how wide each is */
};

static struct columns lay_out(const struct report_out *out)
{
	unsigned left = 2 + LABEL_COLUMNS, room = page_right(out) - left - SIGN_COLUMNS;

	return (struct columns){left, left + room / 2 + SIGN_COLUMNS, room / 2};
}

static void row(struct report_out *out, const struct columns *c, const char *label, str left, str right, bool same)
{
	page_put(out, "  ");
	page_put(out, label);
	page_to(out, c->left);
	page_cut(out, left, c->width);
	if (same) {
		page_to(out, c->right - SIGN_COLUMNS + 1);
		page_put(out, "=");
	}
	if (right.len) {
		page_to(out, c->right);
		page_cut(out, right, c->width);
	}
	page_line(out);
}

static void more(struct report_out *out, const struct columns *c, size_t left, size_t right, size_t most)
{
	struct buf a = {0}, b = {0};

	if (left > most)
		buf_print(&a, "and %zu more", left - most);
	if (right > most)
		buf_print(&b, "and %zu more", right - most);
	if (a.len || b.len)
		row(out, c, "", buf_str(&a), buf_str(&b), false);
	out->buf.failed |= a.failed || b.failed;
	buf_finish(&a);
	buf_finish(&b);
}

/* First what both have, then what only one has. */
static void property_rows(struct report_out *out, const struct columns *c, const struct report_proposal *r,
                          const struct review_row *what)
{
	struct values left, right, l = {.count = 0}, m = {.count = 0};

	collect(&left, r->left, what->property);
	collect(&right, r->right, what->property);
	for (size_t i = 0; i < left.count; i++)
		if (has(&right, left.value[i])) {
			l.value[l.count++] = left.value[i];
			m.value[m.count++] = twin_of(&right, left.value[i]);
		}
	size_t shared = l.count;
	for (size_t i = 0; i < left.count; i++)
		if (!has(&right, left.value[i]))
			l.value[l.count++] = left.value[i];
	for (size_t i = 0; i < right.count; i++)
		if (!has(&left, right.value[i]))
			m.value[m.count++] = right.value[i];
	for (size_t i = 0; i < what->most && (i < l.count || i < m.count); i++)
		row(out, c, i == 0 ? what->label : "", i < l.count ? l.value[i] : STR(""),
		    i < m.count ? m.value[i] : STR(""), i < shared);
	more(out, c, l.count, m.count, what->most);
}

static void listing_rows(struct report_out *out, const struct columns *c, const struct report_proposal *r)
{
	const ties_entity *a = &r->proposal->left, *b = &r->proposal->right;
	size_t count = a->listing_count > b->listing_count ? a->listing_count : b->listing_count;

	for (size_t i = 0; i < count && i < LISTINGS_MAX; i++) {
		str side[2];
		struct buf text[2] = {{0}, {0}};
		const ties_entity *both[] = {a, b};
		for (int k = 0; k < 2; k++) {
			if (i < both[k]->listing_count) {
				const ties_listing *l = &both[k]->listings[i];
				buf_print(&text[k], "%.*s %.*s %.*s", STR_ARG(l->jurisdiction), STR_ARG(l->from.edtf),
				          STR_ARG(l->label.len ? l->label : l->regime));
			}
			side[k] = buf_str(&text[k]);
		}
		row(out, c, i == 0 ? "listed" : "", side[0], side[1], false);
		for (int k = 0; k < 2; k++) {
			out->buf.failed |= text[k].failed;
			buf_finish(&text[k]);
		}
	}
}

void report_review_text(struct report_out *out, const struct report_proposal *r)
{
	const ties_proposal *p = r->proposal;
	struct columns c = lay_out(out);

	page_colour(out, PAGE_BOLD);
	page_print(out, "Pair %zu of %zu, score %.2f", r->number, r->count, p->score);
	page_colour(out, PAGE_PLAIN);
	page_line(out);
	row(out, &c, "record", p->left_ref, p->right_ref, false);
	row(out, &c, "kind", p->left.schema, p->right.schema, str_equal(p->left.schema, p->right.schema));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		property_rows(out, &c, r, &rows[i]);
	listing_rows(out, &c, r);
	proposal_grounds(out, p, 2);
	if (r->explain)
		match_reasons(out, p->reasons, p->reason_count, 2);
}
