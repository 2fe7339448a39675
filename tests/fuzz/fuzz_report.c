/* Hostile names, reasons and documents through every format: text lets no control character through and keeps to
 * the page's width, HTML holds no markup but its own, JSON parses, CSV has an even number of quotes. */
#include "report/page.h"
#include "report/report.h"

#include <jansson.h>
#include <stdlib.h>

/** Bytes still to be used. */
struct source {
	const uint8_t *data;
	size_t size;
};

static unsigned byte(struct source *s)
{
	return s->size ? (s->size--, *s->data++) : 0;
}

static str text(struct source *s)
{
	size_t len = byte(s) % 48;

	if (len > s->size)
		len = s->size;
	str out = {(const char *)s->data, len};
	s->data += len;
	s->size -= len;
	return out;
}

static ties_when when(struct source *s)
{
	unsigned kind = byte(s);
	int32_t first = (int32_t)(byte(s) << 8 | byte(s)) - 20000, last = first + (int32_t)byte(s);

	if (kind % 4 == 0)
		return (ties_when){{NULL, 0}, TIES_DAY_MAX, TIES_DAY_MAX};
	if (kind % 4 == 1)
		return (ties_when){{NULL, 0}, TIES_DAY_MIN, TIES_DAY_MAX};
	return (ties_when){text(s), kind % 4 == 2 ? first : TIES_DAY_MIN, kind % 8 == 3 ? TIES_DAY_MAX : last};
}

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
	                  .block_count = BLOCKS};
	report_scan_text(&out, &scan, -1);
	check_text(&out.buf, out.width);
	buf_clear(&out.buf);
	ties_candidate one = {entities[0].entity, 1, STR("")};
	ties_status status = {.query = document, .on = scan.date, .candidates = &one, .candidate_count = 1};
	const ties_status *all = &status;
	report_status_text(&out, &all, 1);
	check_text(&out.buf, out.width);
	buf_clear(&out.buf);
	report_scan_html(&out, &scan);
	check_html(&out.buf);
	buf_clear(&out.buf);
	report_scan_jsonl(&out, &scan);
	json_t *root = json_loadb(out.buf.ptr, out.buf.len, JSON_ALLOW_NUL, NULL);
	fail_if(!root);
	json_decref(root);
	buf_finish(&out.buf);
	return 0;
}
