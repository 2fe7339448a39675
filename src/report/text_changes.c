/* `changes` in text.
 *
 *   Changes after 2021-08-18 up to 2021-12-30, by what the lists said
 *   121 removed, 96 added, 4 renamed, 213 changed
 *
 *   2021-09-30  OFAC Specially Designated Nationals (SDN), compared with 2021-08-18
 *     REMOVED (31)
 *       Banco Delta Asia                      SDNTK
 *       … 21 more: --verbose
 *
 * First how much, then day by day and list by list what weighs most: who is off, who is on, who is called otherwise,
 * whose programme is another one, what else. */
#include "report/entity.h"

enum { SHOWN_OF_KIND = 10, SHOWN_GROUPS = 30, INDENT = 4, CAPTION = 38 };

enum kind { KIND_REMOVED, KIND_ADDED, KIND_RENAMED, KIND_PROGRAMME, KIND_ENDED, KIND_BEGAN, KIND_OTHER, KIND_COUNT };

static const char *const titles[KIND_COUNT] = {
    [KIND_REMOVED] = "REMOVED",   [KIND_ADDED] = "ADDED",
    [KIND_RENAMED] = "RENAMED",   [KIND_PROGRAMME] = "OTHER PROGRAMME",
    [KIND_ENDED] = "LEFT OFFICE", [KIND_BEGAN] = "TOOK OFFICE",
    [KIND_OTHER] = "CHANGED",
};

static enum kind kind_of(const ties_change *c)
{
	static const struct {
		const char *change;
		enum kind kind;
	} words[] = {{"removed", KIND_REMOVED},
	             {"added", KIND_ADDED},
	             {"renamed", KIND_RENAMED},
	             {"ended", KIND_ENDED},
	             {"began", KIND_BEGAN}};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(c->change, words[i].change) == 0)
			return words[i].kind;
	return str_is(c->property, "program") ? KIND_PROGRAMME : KIND_OTHER;
}

/* ---- one change ------------------------------------------------------------------------------------------- */

static bool has(const ties_str *list, size_t count, ties_str s)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(list[i], s))
			return true;
	return false;
}

/* Cut to what is left of the line, unless all is wanted. */
static void rest_of_line(struct report_out *out, ties_str s)
{
	unsigned right = page_right(out);

	if (out->verbose)
		page_wrap(out, s, INDENT + 4);
	else if (out->column < right)
		page_cut(out, s, right - out->column);
}

static void values_missing(struct report_out *out, const char *sign, const ties_str *list, size_t count,
                           const ties_str *in, size_t in_count)
{
	for (size_t i = 0; i < count; i++) {
		if (has(in, in_count, list[i]))
			continue;
		page_to(out, INDENT + 4);
		page_put(out, sign);
		rest_of_line(out, list[i]);
		page_line(out);
	}
}

/* What went and what came. */
static void difference(struct report_out *out, const ties_change *c)
{
	page_to(out, INDENT + 2);
	page_text(out, c->property);
	if (c->record_schema.len && !str_equal(c->record_schema, c->schema)) {
		page_put(out, " (");
		page_text(out, c->record_schema);
		page_put(out, ")");
	}
	page_line(out);
	values_missing(out, "- ", c->before, c->before_count, c->after, c->after_count);
	values_missing(out, "+ ", c->after, c->after_count, c->before, c->before_count);
}

static void values(struct report_out *out, const ties_str *list, size_t count, const ties_str *in, size_t in_count)
{
	bool any = false;

	for (size_t i = 0; i < count; i++) {
		if (has(in, in_count, list[i]))
			continue;
		if (any)
			page_put(out, ", ");
		rest_of_line(out, list[i]);
		any = true;
	}
}

/** "was ABU ZUBAYDAH", "SDGT → SDGT, IRGC": short values on the line of their entry. */
static void short_difference(struct report_out *out, const ties_change *c, enum kind kind)
{
	if (kind == KIND_RENAMED) {
		page_line(out);
		page_to(out, INDENT + 2);
		page_put(out, "was ");
		values(out, c->before, c->before_count, c->after, c->after_count);
		page_line(out);
		page_to(out, INDENT + 2);
		page_put(out, "now ");
		values(out, c->after, c->after_count, c->before, c->before_count);
		return;
	}
	values(out, c->before, c->before_count, NULL, 0);
	page_sign(out, " → ", " -> ");
	values(out, c->after, c->after_count, NULL, 0);
}

static void lag(struct report_out *out, const ties_change *c)
{
	char text[PAGE_DATE_MAX];

	if (!c->follows.edtf.len)
		return;
	page_to(out, INDENT + 2);
	if (c->lag_first == c->lag_last)
		page_print(out, "%d days", c->lag_first);
	else
		page_print(out, "%d to %d days", c->lag_first, c->lag_last);
	page_put(out, " after ");
	page_text(out, (str){text, page_date_long(c->follows, text)});
	page_line(out);
}

static void from_memory(struct report_out *out, const ties_change *c)
{
	unsigned right = page_right(out);

	if (c->confidence != TIES_RECALLED)
		return;
	page_colour(out, PAGE_AMBER);
	if (out->column + sizeof ", from memory" > right) {
		page_line(out);
		page_to(out, INDENT + 2);
		page_put(out, "date from memory");
	} else {
		page_put(out, ", from memory");
	}
	page_colour(out, PAGE_PLAIN);
}

static void details(struct report_out *out, const ties_change *c, struct page_notes *notes)
{
	from_memory(out, c);
	page_note(out, notes, c->source);
	page_line(out);
	lag(out, c);
	if (str_is(c->status, "merged") || str_is(c->status, "superseded")) {
		page_to(out, INDENT + 2);
		page_put(out,
		         str_is(c->status, "merged") ? "merged into another entry" : "superseded by another listing");
		page_line(out);
	}
	if (c->reason.len) {
		str words = reason_in_words(c->reason);
		page_to(out, INDENT + 2);
		page_put(out, str_equal(words, c->reason) ? "reason: " : "");
		page_wrap(out, words, INDENT + 2);
		page_line(out);
	}
	if (out->verbose) {
		page_to(out, INDENT + 2);
		page_text(out, c->ref);
		page_line(out);
	}
}

static void entry(struct report_out *out, const ties_change *c, enum kind kind, struct page_notes *notes)
{
	page_to(out, INDENT);
	if (out->verbose)
		page_text(out, c->caption);
	else
		page_cut(out, c->caption, CAPTION);
	if (kind == KIND_OTHER) {
		page_line(out);
		return;
	}
	page_put(out, "  ");
	page_to(out, INDENT + CAPTION + 2);
	if (kind == KIND_RENAMED || kind == KIND_PROGRAMME) {
		short_difference(out, c, kind);
	} else if (c->label.len) {
		rest_of_line(out, c->label);
	} else if (c->regime_count) {
		values(out, c->regimes, c->regime_count, NULL, 0);
	} else {
		values(out, c->before, c->before_count, NULL, 0);
		values(out, c->after, c->after_count, NULL, 0);
	}
	details(out, c, notes);
}

/* ---- a day of a list ------------------------------------------------------------------------------------------ */

/** Changes of one date in one dataset. */
struct group {
	const ties_change *list;
	size_t count;
};

static struct group group_at(const ties_changes *changes, size_t i)
{
	const ties_change *first = &changes->changes[i];
	struct group g = {first, 1};

	while (i + g.count < changes->change_count && str_equal(first[g.count].when.edtf, first->when.edtf) &&
	       str_equal(first[g.count].dataset, first->dataset) && first[g.count].within == first->within &&
	       str_equal(changes->known ? STR("") : first[g.count].jurisdiction,
	                 changes->known ? STR("") : first->jurisdiction))
		g.count++;
	return g;
}

/* The list's own books, such as the day of its last update, are no news. */
static bool is_bookkeeping(const ties_change *c)
{
	return str_is(c->property, "modifiedAt");
}

static size_t count_kind(struct group g, enum kind kind)
{
	size_t n = 0;

	for (size_t i = 0; i < g.count; i++)
		n += kind_of(&g.list[i]) == kind && !is_bookkeeping(&g.list[i]);
	return n;
}

static void list_kind(struct report_out *out, struct group g, enum kind kind, struct page_notes *notes)
{
	size_t total = count_kind(g, kind), shown = 0;
	ties_str last = {NULL, 0};

	if (total == 0)
		return;
	page_print(out, "  %s", titles[kind]);
	if (total > 1)
		page_print(out, " (%zu)", total);
	page_line(out);
	for (size_t i = 0; i < g.count && (shown < SHOWN_OF_KIND || out->verbose); i++) {
		const ties_change *c = &g.list[i];
		if (kind_of(c) != kind || is_bookkeeping(c))
			continue;
		if (kind != KIND_OTHER || !str_equal(last, c->ref))
			entry(out, c, kind, notes);
		if (kind == KIND_OTHER)
			difference(out, c);
		last = c->ref;
		shown++;
	}
	if (shown == total)
		return;
	page_to(out, INDENT);
	page_sign(out, "… ", "... ");
	page_print(out, "%zu more: --verbose", total - shown);
	page_line(out);
}

static const ties_compared_version *version_of(const ties_changes *changes, const ties_change *c)
{
	for (size_t i = 0; i < changes->version_count; i++)
		if (str_equal(changes->versions[i].dataset, c->dataset) && changes->versions[i].day == c->when.first)
			return &changes->versions[i];
	return NULL;
}

static void group(struct report_out *out, const ties_changes *changes, struct group g, struct page_notes *notes)
{
	const ties_compared_version *v = version_of(changes, g.list);
	char text[PAGE_DATE_MAX];

	page_line(out);
	page_colour(out, PAGE_BOLD);
	page_text(out, (str){text, page_date_long(g.list->when, text)});
	page_colour(out, PAGE_PLAIN);
	page_put(out, "  ");
	page_wrap(out,
	          v && v->title.len          ? v->title
	          : g.list->jurisdiction.len ? g.list->jurisdiction
	                                     : g.list->dataset,
	          4);
	if (v && v->before != TIES_DAY_MIN) {
		page_put(out, ", compared with ");
		page_text(out, (str){text, page_day(v->before, text)});
	}
	page_line(out);
	for (enum kind kind = 0; kind < KIND_COUNT; kind++)
		list_kind(out, g, kind, notes);
}

/* ---- the whole ------------------------------------------------------------------------------------------------- */

/** Counts by kind, of those that are certain or of those that are not; false when there are none. */
static bool count_all(struct report_out *out, const ties_changes *changes, ties_truth within, const char *lead)
{
	static const char *const words[KIND_COUNT] = {
	    "removed", "added", "renamed", "with another programme", "left office", "took office", "otherwise changed"};
	const char *join = lead;

	for (enum kind kind = 0; kind < KIND_COUNT; kind++) {
		size_t n = 0;
		for (size_t i = 0; i < changes->change_count; i++) {
			const ties_change *c = &changes->changes[i];
			n += c->within == within && kind_of(c) == kind && !is_bookkeeping(c);
		}
		if (n == 0)
			continue;
		page_put(out, join);
		page_number(out, n);
		page_print(out, " %s", words[kind]);
		join = ", ";
	}
	return join != lead;
}

static void summary(struct report_out *out, const ties_changes *changes)
{
	bool certain = count_all(out, changes, TIES_YES, "");

	if (!count_all(out, changes, TIES_POSSIBLY, certain ? "; possibly also " : "possibly ") && !certain)
		page_put(out, "nothing changed");
	page_line(out);
}

static void first_versions(struct report_out *out, const ties_changes *changes)
{
	char text[PAGE_DATE_MAX];

	for (size_t i = 0; i < changes->version_count; i++) {
		const ties_compared_version *v = &changes->versions[i];
		if (v->before != TIES_DAY_MIN)
			continue;
		page_text(out, v->dataset);
		page_put(out, " begins with its version of ");
		page_text(out, (str){text, page_day(v->day, text)});
		page_put(out, ": nothing in it counts as a change");
		page_line(out);
	}
	if (changes->known && changes->version_count == 0) {
		page_wrap(out, STR("No version of a list is from these days: what changed in them is not known here."),
		          0);
		page_line(out);
	}
}

static void title(struct report_out *out, const ties_changes *changes)
{
	page_colour(out, PAGE_BOLD);
	page_put(out, "Changes after ");
	page_text(out, changes->from.edtf);
	page_put(out, " up to ");
	page_text(out, changes->to.edtf);
	page_colour(out, PAGE_PLAIN);
	page_put(out, changes->known ? ", by what the lists said" : "");
	page_line(out);
}

/** The days on which something changed for certain, or possibly did; how many changes were left out. */
static size_t days(struct report_out *out, const ties_changes *changes, ties_truth within, struct page_notes *notes)
{
	size_t shown = 0, cut = 0;
	struct group g;

	for (size_t i = 0; i < changes->change_count; i += g.count) {
		g = group_at(changes, i);
		if (g.list->within != within)
			continue;
		if (shown == SHOWN_GROUPS && !out->verbose) {
			cut += g.count;
			continue;
		}
		if (shown++ == 0 && within == TIES_POSSIBLY) {
			page_heading(out, "POSSIBLY IN THIS TIME");
			page_line(out);
		}
		group(out, changes, g, notes);
	}
	return cut;
}

static void cut_note(struct report_out *out, size_t cut)
{
	if (!cut)
		return;
	page_line(out);
	page_sign(out, "… ", "... ");
	page_number(out, cut);
	page_put(out, " more changes on other days: --verbose, or ask for a shorter time");
	page_line(out);
}

static void unbounded_note(struct report_out *out, size_t count)
{
	if (!count)
		return;
	page_line(out);
	page_count(out, count, "listing is", "listings are");
	page_put(out, " left out: ");
	page_wrap(out, STR("the sources only say that it began or ended by some day, not since when it may have."), 0);
	page_line(out);
}

void report_changes_text(struct report_out *out, const ties_changes *changes)
{
	struct page_notes notes = {0};

	title(out, changes);
	summary(out, changes);
	first_versions(out, changes);
	cut_note(out, days(out, changes, TIES_YES, &notes));
	cut_note(out, days(out, changes, TIES_POSSIBLY, &notes));
	unbounded_note(out, changes->unbounded);
	page_notes_finish(out, &notes);
}
