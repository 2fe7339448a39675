/* Hostile names, reasons and documents through every format: text lets no control character through and keeps to
 * the page's width, HTML holds no markup but its own, JSON parses, CSV has an even number of quotes. */
#include "report/page.h"
#include "report/report.h"
#include "tests/fuzz/fuzz_bytes.h"

#include <jansson.h>
#include <stdlib.h>

enum { LISTINGS = 3, ENTITIES = 3, MENTIONS = 6, BLOCKS = 3 };

static void fill_listing(struct source *s, ties_listing *l)
{
	*l = (ties_listing){.jurisdiction = text(s), .regime = text(s), .label = text(s), .dataset = text(s)};
	l->from = when(s);
	l->to = when(s);
	l->on = (ties_truth)(byte(s) % 3);
	l->reason = text(s);
	l->end_reason = text(s);
	l->source = text(s);
	l->confidence = (ties_confidence)(byte(s) % 3);
}

static void fail_if(bool wrong)
{
	if (wrong)
		abort();
}

static void check_text(const struct buf *b, unsigned width)
{
	str rest = buf_str(b), line;

	fail_if(page_invalid_at(rest) != SIZE_MAX);
	while (str_split(&rest, '\n', &line))
		for (size_t i = 0; i < line.len; i++)
			fail_if((unsigned char)line.ptr[i] < 0x20 || line.ptr[i] == 0x7F);
	(void)width;
}

static void check_html(const struct buf *b)
{
	str all = buf_str(b);
	size_t scripts = 0, at = 0;

	fail_if(page_invalid_at(all) != SIZE_MAX);
	for (; (at = str_find(all, STR("<script"), at)) != SIZE_MAX; at++)
		scripts++;
	fail_if(scripts != 1 || str_find(all, STR("<img"), 0) != SIZE_MAX || str_find(all, STR("<!--"), 0) != SIZE_MAX);
	fail_if(str_find(all, STR("href=\"javascript"), 0) != SIZE_MAX);
}

static void check_json(struct report_out *out)
{
	json_t *root = json_loadb(out->buf.ptr, out->buf.len, JSON_ALLOW_NUL, NULL);

	fail_if(!root);
	json_decref(root);
	buf_clear(&out->buf);
}

static void check_csv(struct report_out *out)
{
	size_t quotes = 0;

	for (size_t i = 0; i < out->buf.len; i++)
		quotes += out->buf.ptr[i] == '"';
	fail_if(quotes % 2);
	buf_clear(&out->buf);
}

enum { SPELLS = 2, EVENTS = 3 };

static ties_decision decision(struct source *s, const ties_office *office, const ties_str *name)
{
	ties_decision d = {
	    .when = when(s), .authority = text(s), .instrument = text(s), .reason = text(s), .source = text(s)};

	d.confidence = (ties_confidence)(byte(s) % 3);
	d.deciders = office;
	d.decider_names = name;
	d.decider_count = byte(s) % 2;
	return d;
}

static ties_step step(struct source *s)
{
	int32_t first = (int32_t)(byte(s) << 23) - 20000, gap = (int32_t)byte(s) - 128;

	return (ties_step){.jurisdiction = text(s),
	                   .spell = byte(s) % SPELLS,
	                   .when = when(s),
	                   .lag_first = byte(s) % 4 ? first : TIES_DAY_MIN,
	                   .lag_last = byte(s) % 4 ? INT32_MAX - 1 : TIES_DAY_MAX,
	                   .gap_first = gap,
	                   .gap_last = gap + (int32_t)byte(s)};
}

/* timeline, compare and offices of one entity with these listings. */
static void check_history(struct source *s, struct report_out *out, const ties_candidate *one)
{
	static const char *const kinds[] = {"listing", "delisting", "tie"};
	const ties_listing *listing = &one->entity.listings[0];
	ties_office office = {.position = text(s), .jurisdiction = text(s), .from = when(s), .to = when(s)};
	ties_str name = text(s);
	ties_spell spells[SPELLS] = {0};
	ties_event events[EVENTS] = {0};

	for (size_t i = 0; i < SPELLS; i++)
		spells[i] = (ties_spell){.jurisdiction = text(s),
		                         .label = text(s),
		                         .from = when(s),
		                         .to = when(s),
		                         .on = (ties_truth)(byte(s) % 3),
		                         .begin = decision(s, &office, &name),
		                         .end = decision(s, &office, &name),
		                         .listings = &listing,
		                         .listing_count = 1};
	for (size_t i = 0; i < EVENTS; i++)
		events[i] = (ties_event){.when = when(s),
		                         .until = when(s),
		                         .kind = kinds[i],
		                         .text = text(s),
		                         .modality = text(s),
		                         .attribution = text(s),
		                         .source = text(s),
		                         .spell = byte(s) % 2 ? UINT32_MAX : byte(s) % SPELLS};
	ties_timeline t = {.query = text(s),
	                   .on = when(s),
	                   .candidates = one,
	                   .candidate_count = 1,
	                   .spells = spells,
	                   .spell_count = SPELLS,
	                   .events = events,
	                   .event_count = EVENTS};
	ties_step steps[2] = {step(s), step(s)};
	ties_compared compared = {
	    .timeline = &t, .listed = steps, .listed_count = 2, .delisted = steps, .delisted_count = byte(s) % 3};
	ties_opposite opposite = {(int32_t)byte(s), 0, 0, 0, 1};
	ties_comparison c = {
	    .on = t.on, .entities = &compared, .entity_count = 1, .opposites = &opposite, .opposite_count = 1};
	ties_holder holder = {text(s), name, office};
	ties_holders holders = {.position = name, .on = t.on, .holders = &holder, .holder_count = 1};
	report_timeline_text(out, &t);
	report_compare_text(out, &c);
	report_holders_text(out, &holders);
	check_text(&out->buf, out->width);
	buf_clear(&out->buf);
	report_timeline_json(out, &t);
	check_json(out);
	report_compare_json(out, &c);
	check_json(out);
	report_holders_json(out, &holders);
	check_json(out);
	report_timeline_csv(out, &t);
	report_compare_csv(out, &c);
	report_holders_csv(out, &holders);
	check_csv(out);
}

static ties_tie tie(struct source *s)
{
	static const char *const modalities[] = {"asserted", "alleged", "denied"};
	ties_tie t = {.from = text(s),
	              .from_caption = text(s),
	              .to = text(s),
	              .to_caption = text(s),
	              .relation = text(s),
	              .inverse = text(s),
	              .role = text(s),
	              .place = text(s),
	              .begin = when(s),
	              .end = when(s),
	              .source = text(s)};

	t.on = (ties_truth)(byte(s) % 3);
	t.modality = str_from(modalities[byte(s) % 3]);
	t.attribution = byte(s) % 2 ? text(s) : STR("");
	return t;
}

/* One rule, two flags: of each kind of fact one, each denied or not. */
static void fill_flags(struct source *s, ties_flag flags[2], ties_rule *rule, ties_fact facts[3],
                       const ties_listing *listing, const ties_office *office)
{
	*rule = (ties_rule){.name = text(s), .title = text(s), .explanation = text(s), .refuted_by = text(s)};
	rule->severity = (ties_severity)(byte(s) % 4);
	facts[0] = (ties_fact){.kind = TIES_FACT_TIE, .tie = tie(s)};
	facts[1] = (ties_fact){.kind = TIES_FACT_LISTING, .caption = text(s), .listing = *listing};
	facts[2] = (ties_fact){.kind = TIES_FACT_OFFICE, .caption = text(s), .office = *office};
	for (size_t i = 0; i < 2; i++)
		flags[i] = (ties_flag){.rule = rule,
		                       .entity = text(s),
		                       .caption = text(s),
		                       .other = text(s),
		                       .other_caption = text(s),
		                       .date = when(s),
		                       .certain = byte(s) % 2 ? TIES_YES : TIES_POSSIBLY,
		                       .modality = byte(s) % 2 ? STR("asserted") : STR("alleged"),
		                       .facts = facts,
		                       .fact_count = byte(s) % 4,
		                       .against = facts,
		                       .against_count = byte(s) % 2,
		                       .of_entity = byte(s)};
}

/* What jansson reads of it, it writes again byte for byte. */
static void check_as_jansson(struct report_out *out, size_t flags)
{
	json_t *root = json_loadb(out->buf.ptr, out->buf.len, JSON_ALLOW_NUL, NULL);
	char *again = root ? json_dumps(root, flags | JSON_REAL_PRECISION(10)) : NULL;

	fail_if(!again || strlen(again) + 1 != out->buf.len || memcmp(again, out->buf.ptr, out->buf.len - 1) != 0);
	free(again);
	json_decref(root);
	buf_clear(&out->buf);
}

/* screen and match about one entity. */
static void check_hits(struct source *s, struct report_out *out, const ties_entity *entity)
{
	ties_str texts[2] = {text(s), text(s)};
	ties_reason reason = {.left = text(s), .right = text(s), .similarity = byte(s) / 255.0, .why = "same"};
	ties_evidence evidence = {.axis = "gender", .known = byte(s) % 2, .value = byte(s) / 64.0 - 2};
	ties_hit hit = {.entity = *entity,
	                .score = byte(s) / 255.0,
	                .name = text(s),
	                .evidence = &evidence,
	                .evidence_count = 1,
	                .reasons = &reason,
	                .reason_count = byte(s) % 2};
	hit.entity.datasets = hit.entity.topics = hit.entity.refs = texts;
	hit.entity.dataset_count = hit.entity.topic_count = hit.entity.ref_count = byte(s) % 3;
	ties_hits hits = {.scorer = "ties", .hits = &hit, .hit_count = byte(s) % 2, .total = byte(s)};
	ties_query query = {.name = text(s), .country = text(s)};
	struct report_screening screening = {.row = text(s), .query = &query, .hits = &hits, .explain = byte(s) % 2};
	ties_pair_score score = {.score = hit.score, .reasons = &reason, .reason_count = 1};
	struct report_pair pair = {.name1 = query.name, .name2 = hit.name, .score = &score};

	report_screen_jsonl(out, &screening);
	check_as_jansson(out, JSON_COMPACT);
	report_screen_json(out, &screening);
	check_as_jansson(out, JSON_INDENT(1));
	report_match_jsonl(out, &pair);
	check_as_jansson(out, JSON_COMPACT);
	report_screen_csv(out, &screening);
	check_csv(out);
	report_screen_text(out, &screening);
	check_text(&out->buf, out->width);
	buf_clear(&out->buf);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct source s = {data, size};
	ties_listing listings[ENTITIES][LISTINGS];
	ties_scan_entity entities[ENTITIES] = {0};
	ties_office office = {0};
	ties_mention mentions[MENTIONS] = {0};
	struct ties_span blocks[BLOCKS];
	struct report_out out = {.width = 60 + byte(&s) % 60, .utf8 = byte(&s) % 2, .sources = byte(&s) % 2};

	out.verbose = byte(&s) % 2;
	out.isolate = byte(&s) % 2;
	office = (ties_office){.position = text(&s), .party = text(&s), .from = when(&s), .to = when(&s)};
	office.on = (ties_truth)(byte(&s) % 3);
	for (size_t i = 0; i < ENTITIES; i++) {
		ties_entity *e = &entities[i].entity;
		*e = (ties_entity){.id = text(&s), .caption = text(&s), .schema = text(&s)};
		for (size_t j = 0; j < LISTINGS; j++)
			fill_listing(&s, &listings[i][j]);
		e->listings = listings[i];
		e->listing_count = byte(&s) % (LISTINGS + 1);
		e->offices = &office;
		e->office_count = byte(&s) % 2;
		entities[i].first_mention = byte(&s) % MENTIONS;
	}
	ties_alternative other = {byte(&s), text(&s), text(&s), 0.5};
	ties_tie ties[4] = {tie(&s), tie(&s), tie(&s), tie(&s)};
	ties_rule rule;
	ties_fact facts[3];
	ties_flag flag[2];
	fill_flags(&s, flag, &rule, facts, &listings[0][0], &office);
	const ties_flags flags = {.list = flag, .count = 2, .left_out = byte(&s), .later = byte(&s), .asked = 1};
	str document = {(const char *)s.data, s.size};
	for (size_t i = 0; i < MENTIONS; i++) {
		mentions[i].byte_start = byte(&s) * 3;
		mentions[i].byte_end = mentions[i].byte_start + byte(&s) % 40;
		mentions[i].text = str_slice(document, mentions[i].byte_start, mentions[i].byte_end);
		mentions[i].entity = byte(&s) % (ENTITIES + 1);
		mentions[i].alternatives = &other;
		mentions[i].alternative_count = byte(&s) % 2;
	}
	for (size_t i = 0; i < BLOCKS; i++) {
		size_t start = byte(&s) * 2, end = start + byte(&s);
		blocks[i] = (struct ties_span){start, end, (uint8_t)byte(&s), (uint8_t)byte(&s)};
	}
	ties_scan scan = {.path = str_slice(document, 0, 20),
	                  .text = document,
	                  .date = when(&s),
	                  .date_from = "text",
	                  .language = "en",
	                  .entities = entities,
	                  .entity_count = ENTITIES,
	                  .mentions = mentions,
	                  .mention_count = MENTIONS,
	                  .blocks = blocks,
	                  .block_count = BLOCKS,
	                  .ties = ties,
	                  .tie_count = 2,
	                  .event_ties = ties + 2,
	                  .event_tie_count = 2,
	                  .ties_left_out = byte(&s)};
	report_scan_text(&out, &scan, &flags, -1);
	check_text(&out.buf, out.width);
	buf_clear(&out.buf);
	ties_candidate one = {.entity = entities[0].entity, .score = 1, .name = text(&s), .exact = byte(&s) % 2};
	ties_status status = {.query = document, .on = scan.date, .candidates = &one, .candidate_count = 1};
	const ties_status *all = &status;
	report_status_text(&out, &all, 1);
	check_text(&out.buf, out.width);
	buf_clear(&out.buf);
	check_history(&s, &out, &one);
	report_scan_html(&out, &scan, &flags);
	check_html(&out.buf);
	buf_clear(&out.buf);
	report_scan_jsonl(&out, &scan, &flags);
	check_json(&out);
	check_hits(&s, &out, &entities[0].entity);
	buf_finish(&out.buf);
	return 0;
}
