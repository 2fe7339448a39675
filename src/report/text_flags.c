/* `flags` in text: for each entity the rules that find something, severest first; under a rule what it asks, then each
 * time it holds with the facts in order, what those in it were on that day, and who denies what; then the listings that
 * it rests on, and what would refute it. */
#include "report/entity.h"
#include "report/flag_lines.h"
#include "report/tie_lines.h"

enum { INDENT = 2, DATE_AT = 4, TEXT_AT = 16 };

/* ---- facts -------------------------------------------------------------------------------------------------- */

static void begin_date(struct report_out *out, ties_when when, unsigned at)
{
	char date[PAGE_DATE_MAX];

	page_to(out, at);
	if (page_end_of(when) == END_DATED)
		page_text(out, (str){date, page_date_short(out, when, date)});
}

static void office_words(struct buf *into, const ties_fact *fact)
{
	const ties_office *o = &fact->office;
	char date[PAGE_DATE_MAX];

	buf_print(into, "%.*s %s: %.*s", STR_ARG(fact->caption),
	          o->on == TIES_POSSIBLY ? "possibly in office" : "in office", STR_ARG(o->position));
	if (o->jurisdiction.len)
		buf_print(into, " (%.*s)", STR_ARG(o->jurisdiction));
	if (page_end_of(o->to) == END_DATED)
		buf_print(into, ", until %.*s", (int)page_date_long(o->to, date), date);
	if (o->confidence == TIES_RECALLED)
		buf_add(into, STR(" (from memory, to be checked)"));
}

static void listing_words(struct buf *into, const ties_fact *fact)
{
	const ties_listing *l = &fact->listing;
	char date[PAGE_DATE_MAX];

	buf_print(into, "%.*s listed by %.*s: %.*s", STR_ARG(fact->caption), STR_ARG(listing_by(l)),
	          STR_ARG(listing_label(l)));
	if (page_end_of(l->to) == END_DATED)
		buf_print(into, ", %s %.*s", listing_end_word(l), (int)page_date_long(l->to, date), date);
	if (page_end_of(l->to) == END_DATED && l->end_reason.len)
		buf_print(into, ", %.*s", STR_ARG(reason_in_words(l->end_reason)));
	if (l->confidence == TIES_RECALLED)
		buf_add(into, STR(" (from memory, to be checked)"));
}

void flag_fact_date(struct report_out *out, const ties_fact *fact, unsigned at)
{
	if (fact->kind == TIES_FACT_TIE)
		tie_date(out, &fact->tie, at);
	else
		begin_date(out, fact->kind == TIES_FACT_OFFICE ? fact->office.from : fact->listing.from, at);
}

void flag_date(struct report_out *out, const ties_flag *flag, unsigned at)
{
	size_t i = 0;

	while (i < flag->fact_count && flag->facts[i].kind != TIES_FACT_TIE)
		i++;
	if (page_end_of(flag->date) == END_DATED)
		begin_date(out, flag->date, at);
	else if (i < flag->fact_count)
		tie_date(out, &flag->facts[i].tie, at);
	else
		page_to(out, at);
}

void flag_fact_words(struct buf *into, const ties_fact *fact)
{
	if (fact->kind == TIES_FACT_TIE)
		tie_whole_sentence(into, &fact->tie);
	else if (fact->kind == TIES_FACT_OFFICE)
		office_words(into, fact);
	else
		listing_words(into, fact);
}

str flag_fact_source(const ties_fact *fact)
{
	switch (fact->kind) {
	case TIES_FACT_TIE:
		return fact->tie.source.len ? fact->tie.source : fact->tie.ref;
	case TIES_FACT_LISTING:
		return fact->listing.source.len ? fact->listing.source : fact->listing.ref;
	default:
		return fact->office.source.len ? fact->office.source : fact->office.ref;
	}
}

static void fact_line(struct report_out *out, const ties_fact *fact, struct page_notes *notes)
{
	struct buf text = {0};

	flag_fact_date(out, fact, DATE_AT);
	page_to(out, TEXT_AT);
	flag_fact_words(&text, fact);
	page_wrap(out, buf_str(&text), TEXT_AT);
	page_note_line(out, notes, flag_fact_source(fact), TEXT_AT);
	out->buf.failed |= text.failed;
	buf_finish(&text);
}

/* ---- one flag ----------------------------------------------------------------------------------------------- */

void flag_doubt(struct buf *into, const ties_flag *flag)
{
	bool plain = str_is(flag->modality, "asserted");

	if (!plain)
		buf_print(into, "rests on what is %.*s", STR_ARG(flag->modality));
	if (flag->certain == TIES_YES)
		return;
	buf_add(into, plain ? STR("possibly: ") : STR("; possibly: "));
	buf_add(into, flag->date.edtf.len ? STR("the dates do not say for sure") : STR("its day is not known"));
}

static void how_sure(struct report_out *out, const ties_flag *flag)
{
	struct buf text = {0};

	flag_doubt(&text, flag);
	if (text.len) {
		page_to(out, DATE_AT);
		page_text(out, buf_str(&text));
		page_line(out);
	}
	out->buf.failed |= text.failed;
	buf_finish(&text);
}

static void standing_lines(struct report_out *out, const ties_flag *flag)
{
	for (size_t i = 0; i < flag->standing_count; i++) {
		const ties_standing *s = &flag->standings[i];
		page_to(out, DATE_AT);
		page_put(out, "status");
		page_to(out, TEXT_AT);
		page_wrap(out, s->entity.caption, TEXT_AT);
		page_put(out, ": ");
		entity_summary(out, &s->entity, s->on, true, TEXT_AT);
		page_line(out);
	}
}

void flag_lines(struct report_out *out, const ties_flag *flag, struct page_notes *notes)
{
	how_sure(out, flag);
	for (size_t i = 0; i < flag->fact_count; i++)
		if (flag->facts[i].kind != TIES_FACT_LISTING)
			fact_line(out, &flag->facts[i], notes);
	standing_lines(out, flag);
	if (!flag->against_count)
		return;
	page_to(out, INDENT);
	page_put(out, "against it");
	page_line(out);
	for (size_t i = 0; i < flag->against_count; i++)
		fact_line(out, &flag->against[i], notes);
}

/* ---- one rule about one entity ------------------------------------------------------------------------------- */

static bool same_listing(const ties_fact *a, const ties_fact *b)
{
	return b->kind == TIES_FACT_LISTING && str_equal(a->listing.ref, b->listing.ref) &&
	       str_equal(a->listing.regime, b->listing.regime) && a->listing.from.first == b->listing.from.first;
}

/* Is it a fact of a flag before, or an earlier one of this? */
static bool is_told(const ties_flag *flags, size_t flag, size_t fact)
{
	for (size_t i = 0; i <= flag; i++)
		for (size_t k = 0; k < (i == flag ? fact : flags[i].fact_count); k++)
			if (same_listing(&flags[flag].facts[fact], &flags[i].facts[k]))
				return true;
	return false;
}

static void listing_lines(struct report_out *out, const ties_flag *flags, size_t count, struct page_notes *notes)
{
	bool titled = false;

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < flags[i].fact_count; k++) {
			if (flags[i].facts[k].kind != TIES_FACT_LISTING || is_told(flags, i, k))
				continue;
			if (!titled) {
				page_to(out, INDENT);
				page_put(out, "listings");
				page_line(out);
				titled = true;
			}
			fact_line(out, &flags[i].facts[k], notes);
		}
}

static void word_lines(struct report_out *out, const char *title, str words)
{
	if (!words.len)
		return;
	page_to(out, INDENT);
	page_put(out, title);
	page_to(out, TEXT_AT);
	page_wrap(out, words, TEXT_AT);
	page_line(out);
}

void flag_rule_title(struct report_out *out, const ties_rule *rule, unsigned indent)
{
	static const enum page_colour colours[] = {PAGE_PLAIN, PAGE_PLAIN, PAGE_AMBER, PAGE_RED};
	static const char *const words[] = {"INFO", "LOW", "MEDIUM", "HIGH"};

	page_line(out);
	page_to(out, indent);
	page_colour(out, colours[rule->severity]);
	page_put(out, words[rule->severity]);
	page_colour(out, PAGE_PLAIN);
	page_to(out, indent + 8);
	page_colour(out, PAGE_BOLD);
	page_wrap(out, rule->title, indent + 8);
	page_colour(out, PAGE_PLAIN);
	page_line(out);
}

/* "days = 30 (unless set: 366): how many days after the delisting are soon" */
static void param_line(struct report_out *out, const ties_rule_param *param)
{
	struct buf words = {0};

	buf_print(&words, "%.*s = %.*s", STR_ARG(param->name), STR_ARG(param->value));
	if (!str_equal(param->value, param->standard))
		buf_print(&words, " (unless set: %.*s)", STR_ARG(param->standard));
	buf_print(&words, ": %.*s", STR_ARG(param->explanation));
	word_lines(out, "with", buf_str(&words));
	out->buf.failed |= words.failed;
	buf_finish(&words);
}

static void rule_lines(struct report_out *out, const ties_rule *rule)
{
	word_lines(out, "what it asks", rule->explanation);
	for (size_t i = 0; i < rule->param_count; i++)
		param_line(out, &rule->params[i]);
	word_lines(out, "law, policy", rule->basis);
	word_lines(out, "refuted if", rule->refuted_by);
	word_lines(out, "rule", rule->name);
}

static void rule_group(struct report_out *out, const ties_flag *flags, size_t count, struct page_notes *notes)
{
	flag_rule_title(out, flags->rule, 0);
	for (size_t i = 0; i < count; i++) {
		if (i)
			page_line(out);
		flag_lines(out, &flags[i], notes);
	}
	listing_lines(out, flags, count, notes);
	rule_lines(out, flags->rule);
}

/* ---- the answer ------------------------------------------------------------------------------------------------ */

/* "3 flags, by 11 rules; 1 is not shown" */
static void title(struct report_out *out, str caption, size_t all, size_t shown, const ties_flags *flags)
{
	page_colour(out, PAGE_BOLD);
	page_text(out, caption);
	page_colour(out, PAGE_PLAIN);
	page_line(out);
	page_to(out, INDENT);
	if (all)
		page_count(out, all, "flag, by ", "flags, by ");
	else
		page_put(out, "no flag, by ");
	page_count(out, flags->asked, "rule", "rules");
	if (shown < all) {
		page_put(out, "; ");
		page_count(out, all - shown, "is not shown", "are not shown");
	}
	page_line(out);
}

/* Who asked for an entity by a name that is none of its own is told whom that was taken for. */
static void taken(struct report_out *out, const ties_flags *flags, str entity)
{
	for (size_t i = 0; i < flags->subject_count; i++) {
		const ties_status *s = flags->subjects[i];
		if (s->candidate_count == 1 && str_equal(s->candidates[0].entity.id, entity))
			report_taken_text(out, s->query, &s->candidates[0]);
	}
}

static void entity_lines(struct report_out *out, const ties_flags *flags, size_t begin, size_t end,
                         struct page_notes *notes)
{
	taken(out, flags, flags->list[begin].entity);
	title(out, flags->list[begin].caption, flags->list[begin].of_entity, end - begin, flags);
	for (size_t i = begin, next; i < end; i = next) {
		for (next = i + 1; next < end && flags->list[next].rule == flags->list[i].rule;)
			next++;
		rule_group(out, &flags->list[i], next - i, notes);
	}
}

static bool is_shown(const ties_flags *flags, str entity)
{
	for (size_t i = 0; i < flags->count; i++)
		if (str_equal(flags->list[i].entity, entity))
			return true;
	return false;
}

/* Who is not clear, or has no flag that is shown. */
static void other_subjects(struct report_out *out, const ties_flags *flags)
{
	for (size_t i = 0; i < flags->subject_count; i++) {
		const ties_status *s = flags->subjects[i];
		if (s->candidate_count == 1 && is_shown(flags, s->candidates[0].entity.id))
			continue;
		if (s->candidate_count == 0)
			continue; /* said on standard error */
		if (s->candidate_count > 1) {
			status_ambiguous(out, s->query, s->candidates, s->candidate_count, s->on);
		} else {
			report_taken_text(out, s->query, &s->candidates[0]);
			title(out, s->candidates[0].entity.caption, flags->subject_flags[i], 0, flags);
		}
		if (i + 1 < flags->subject_count || flags->count)
			page_line(out);
	}
}

void report_flags_text(struct report_out *out, const ties_flags *flags)
{
	struct page_notes notes = {0};

	other_subjects(out, flags);
	for (size_t i = 0, next; i < flags->count; i = next) {
		for (next = i + 1; next < flags->count && str_equal(flags->list[next].entity, flags->list[i].entity);)
			next++;
		if (i)
			page_line(out);
		entity_lines(out, flags, i, next, &notes);
	}
	if (!flags->count && !flags->subject_count)
		page_put(out, "No rule finds anything.\n");
	if (flags->left_out) {
		page_line(out);
		page_count(out, flags->left_out, "flag is not shown", "flags are not shown");
		page_print(out, "; --limit %zu shows all.", flags->count + flags->left_out);
		page_line(out);
	}
	page_notes_finish(out, &notes);
}

void report_rules_text(struct report_out *out, const ties_rules *rules)
{
	for (size_t i = 0; i < rules->count; i++) {
		flag_rule_title(out, &rules->list[i], 0);
		rule_lines(out, &rules->list[i]);
		word_lines(out, "from", rules->list[i].path);
	}
}
