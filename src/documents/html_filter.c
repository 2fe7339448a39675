#include "documents/html_filter.h"

/* What happens to an element. Those that are not in the table are inline: the tag goes, what it holds stays. */
enum action {
	PASS,      /* makes a block: passed on */
	PASS_VOID, /* passed on, has no end tag */
	RAW,       /* holds no markup: goes with what it holds, up to its end tag or the end of the page */
	SKIP       /* goes with what it holds, if it has an end tag */
};

/* What an element that opens closes without saying so, when it is the innermost. */
enum { CLOSES_P = 1, CLOSES_LI = 2, CLOSES_DD = 4, CLOSES_CELL = 8, CLOSES_ROW = 16, CLOSES_SECTION = 32 };

struct element {
	const char *name;
	uint8_t action;
	uint8_t closes; /* on opening */
	uint8_t is;     /* which of those flags close it */
};

enum { ROWS = CLOSES_P | CLOSES_CELL | CLOSES_ROW };

static const struct element elements[] = {
    {"address", PASS, CLOSES_P, 0},
    {"article", PASS, CLOSES_P, 0},
    {"aside", PASS, CLOSES_P, 0},
    {"blockquote", PASS, CLOSES_P, 0},
    {"br", PASS_VOID, 0, 0},
    {"canvas", SKIP, 0, 0},
    {"caption", PASS, CLOSES_P, 0},
    {"center", PASS, CLOSES_P, 0},
    {"dd", PASS, CLOSES_P | CLOSES_DD, CLOSES_DD},
    {"details", PASS, CLOSES_P, 0},
    {"dialog", PASS, CLOSES_P, 0},
    {"dir", PASS, CLOSES_P, 0},
    {"div", PASS, CLOSES_P, 0},
    {"dl", PASS, CLOSES_P, 0},
    {"dt", PASS, CLOSES_P | CLOSES_DD, CLOSES_DD},
    {"fieldset", PASS, CLOSES_P, 0},
    {"figcaption", PASS, CLOSES_P, 0},
    {"figure", PASS, CLOSES_P, 0},
    {"footer", PASS, CLOSES_P, 0},
    {"h1", PASS, CLOSES_P, 0},
    {"h2", PASS, CLOSES_P, 0},
    {"h3", PASS, CLOSES_P, 0},
    {"h4", PASS, CLOSES_P, 0},
    {"h5", PASS, CLOSES_P, 0},
    {"h6", PASS, CLOSES_P, 0},
    {"header", PASS, CLOSES_P, 0},
    {"hr", PASS_VOID, CLOSES_P, 0},
    {"iframe", RAW, 0, 0},
    {"li", PASS, CLOSES_P | CLOSES_LI, CLOSES_LI},
    {"main", PASS, CLOSES_P, 0},
    {"math", SKIP, 0, 0},
    {"menu", PASS, CLOSES_P, 0},
    {"nav", SKIP, CLOSES_P, 0},
    {"noembed", RAW, 0, 0},
    {"noframes", RAW, 0, 0},
    {"noscript", SKIP, 0, 0},
    {"ol", PASS, CLOSES_P, 0},
    {"p", PASS, CLOSES_P, CLOSES_P},
    {"pre", PASS, CLOSES_P, 0},
    {"script", RAW, 0, 0},
    {"section", PASS, CLOSES_P, 0},
    {"select", SKIP, 0, 0},
    {"style", RAW, 0, 0},
    {"summary", PASS, CLOSES_P, 0},
    {"svg", SKIP, 0, 0},
    {"table", PASS, CLOSES_P, 0},
    {"tbody", PASS, ROWS | CLOSES_SECTION, CLOSES_SECTION},
    {"td", PASS, CLOSES_P | CLOSES_CELL, CLOSES_CELL},
    {"template", SKIP, 0, 0},
    {"textarea", RAW, 0, 0},
    {"tfoot", PASS, ROWS | CLOSES_SECTION, CLOSES_SECTION},
    {"th", PASS, CLOSES_P | CLOSES_CELL, CLOSES_CELL},
    {"thead", PASS, ROWS | CLOSES_SECTION, CLOSES_SECTION},
    {"title", RAW, 0, 0},
    {"tr", PASS, ROWS, CLOSES_ROW},
    {"ul", PASS, CLOSES_P, 0},
};

enum { ELEMENTS = sizeof elements / sizeof *elements };

/* An element passed on and not ended yet. */
struct open {
	const struct element *element; /* NULL for a hidden inline one, which is passed on as a span */
	str name;                      /* as in the page */
	size_t nested;                 /* inline elements of that name inside it, whose end tags are not its own */
};

struct filter {
	struct html_page *page;
	str rest; /* of the page */
	struct open open[HTML_DEPTH_MAX];
	size_t depth;
	bool endless[ELEMENTS]; /* no end tag of that name is left: do not look for one again */
	bool titled;            /* a title was passed on */
};

/* ---- tags ----------------------------------------------------------------------------------------- */

struct attribute {
	str name, value;
};

static bool is_space(char c)
{
	return memchr(" \t\n\r\f", c, 5) != NULL;
}

static bool is_letter(char c)
{
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'z';
}

static const struct element *find_element(str name)
{
	size_t low = 0, high = ELEMENTS;
	char lower[16];

	if (name.len >= sizeof lower)
		return NULL;
	for (size_t i = 0; i < name.len; i++)
		lower[i] = name.ptr[i] >= 'A' && name.ptr[i] <= 'Z' ? (char)(name.ptr[i] | 0x20) : name.ptr[i];
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = str_compare((str){lower, name.len}, str_from(elements[middle].name));
		if (order == 0)
			return &elements[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

static str cut(str *s, size_t n)
{
	str piece = str_slice(*s, 0, n);

	*s = str_slice(*s, n, s->len);
	return piece;
}

static str cut_until(str *s, const char *signs)
{
	size_t n = 0;

	while (n < s->len && !is_space(s->ptr[n]) && !strchr(signs, s->ptr[n]))
		n++;
	return cut(s, n);
}

static void skip_space(str *s)
{
	while (s->len && is_space(s->ptr[0]))
		cut(s, 1);
}

/* The next attribute of a tag, as the tokenizer of HTML sees it; false at ">" (cut off) or the end of the page. */
static bool cut_attribute(str *s, struct attribute *out)
{
	*out = (struct attribute){0};
	while (s->len && (is_space(s->ptr[0]) || s->ptr[0] == '/'))
		cut(s, 1);
	if (s->len == 0 || s->ptr[0] == '>') {
		cut(s, 1);
		return false;
	}
	out->name = s->ptr[0] == '=' ? cut(s, 1) : cut_until(s, "/>=");
	skip_space(s);
	if (!str_starts(*s, STR("=")))
		return true;
	cut(s, 1);
	skip_space(s);
	if (s->len && (s->ptr[0] == '"' || s->ptr[0] == '\'')) {
		char quote = s->ptr[0];
		cut(s, 1);
		size_t end = str_find_char(*s, quote, 0);
		out->value = cut(s, end == SIZE_MAX ? s->len : end);
		cut(s, 1);
	} else {
		out->value = cut_until(s, ">");
	}
	return true;
}

static bool contains_nocase(str s, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i + n <= s.len; i++)
		if (str_equal_nocase(str_slice(s, i, i + n), (str){word, n}))
			return true;
	return false;
}

/* ---- language and date ---------------------------------------------------------------------------- */

static void offer_date(struct html_page *page, enum html_date rank, str value)
{
	value = str_trim(value);
	if (value.len && rank < page->date_rank) {
		page->date = value;
		page->date_rank = rank;
	}
}

static bool is_one_of(str s, const char *const *names)
{
	for (; *names; names++)
		if (str_equal_nocase(s, str_from(*names)))
			return true;
	return false;
}

/* What a tag says about itself. */
struct facts {
	bool hidden, marked; /* marked: <time pubdate> */
	str lang, datetime, content, name, itemprop, type;
};

static void note_attribute(struct facts *f, const struct attribute *a)
{
	static const struct {
		const char *name;
		size_t at;
	} fields[] = {{"lang", offsetof(struct facts, lang)},         {"xml:lang", offsetof(struct facts, lang)},
	              {"datetime", offsetof(struct facts, datetime)}, {"content", offsetof(struct facts, content)},
	              {"name", offsetof(struct facts, name)},         {"property", offsetof(struct facts, name)},
	              {"itemprop", offsetof(struct facts, itemprop)}, {"type", offsetof(struct facts, type)}};

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (str_equal_nocase(a->name, str_from(fields[i].name))) {
			str *field = (str *)((char *)f + fields[i].at);
			if (field->len == 0)
				*field = a->value;
		}
	f->marked |= str_equal_nocase(a->name, STR("pubdate"));
	f->hidden |= str_equal_nocase(a->name, STR("hidden"));
	if (str_equal_nocase(a->name, STR("style")))
		f->hidden |= contains_nocase(a->value, "display:none") || contains_nocase(a->value, "display: none");
}

static void note_facts(struct html_page *page, str tag, const struct facts *f)
{
	static const char *const dates[] = {"date",
	                                    "dc.date",
	                                    "dc.date.issued",
	                                    "dcterms.date",
	                                    "dcterms.issued",
	                                    "dcterms.created",
	                                    "pubdate",
	                                    "publishdate",
	                                    "publish_date",
	                                    "publication_date",
	                                    "article.published",
	                                    "parsely-pub-date",
	                                    "sailthru.date",
	                                    "citation_publication_date",
	                                    "citation_date",
	                                    NULL};
	static const char *const articles[] = {"article:published_time", "og:article:published_time",
	                                       "og:published_time", NULL};

	if (str_equal_nocase(tag, STR("html")) && page->language.len == 0)
		page->language = f->lang;
	if (str_equal_nocase(f->itemprop, STR("datePublished")))
		offer_date(page, DATE_ITEMPROP, f->content.len ? f->content : f->datetime);
	if (str_equal_nocase(tag, STR("meta")) && is_one_of(f->name, articles))
		offer_date(page, DATE_ARTICLE_META, f->content);
	else if (str_equal_nocase(tag, STR("meta")) && is_one_of(f->name, dates))
		offer_date(page, DATE_META, f->content);
	if (str_equal_nocase(tag, STR("time")))
		offer_date(page, f->marked ? DATE_TIME_MARKED : DATE_TIME, f->datetime);
}

/* ---- elements ------------------------------------------------------------------------------------- */

static bool is_void(str name)
{
	static const char *const names[] = {"area", "base",  "col",    "embed", "img", "input", "link",
	                                    "meta", "param", "source", "track", "wbr", NULL};

	return is_one_of(name, names);
}

static void write_tag(struct filter *f, const char *before, const struct open *open, bool hidden)
{
	struct buf *out = &f->page->source;

	buf_add(out, str_from(before));
	buf_add(out, str_from(open->element ? open->element->name : "span"));
	buf_add(out, hidden ? STR(" hidden>") : STR(">"));
}

static void close_top(struct filter *f)
{
	write_tag(f, "</", &f->open[--f->depth], false);
}

static void open_element(struct filter *f, const struct element *e, str name, bool hidden)
{
	if (e)
		while (f->depth && f->open[f->depth - 1].element && (f->open[f->depth - 1].element->is & e->closes))
			close_top(f);
	if (f->depth == HTML_DEPTH_MAX)
		return;
	f->open[f->depth] = (struct open){e, name, 0};
	write_tag(f, "<", &f->open[f->depth++], hidden);
	f->page->tags++;
}

/* A cell or table that an end tag of something else must not reach through. */
static bool is_barrier(const struct open *open)
{
	const char *name = open->element ? open->element->name : "";

	return !strcmp(name, "td") || !strcmp(name, "th") || !strcmp(name, "caption") || !strcmp(name, "table");
}

static bool is_table_part(const struct element *e)
{
	return e && (e->is & (CLOSES_CELL | CLOSES_ROW | CLOSES_SECTION) || !strcmp(e->name, "table"));
}

/* False when no such element is open. */
static bool end_element(struct filter *f, str name)
{
	const struct element *e = find_element(name);

	for (size_t i = f->depth; i-- > 0;) {
		struct open *open = &f->open[i];
		if (str_equal_nocase(open->name, name)) {
			if (open->nested) {
				open->nested--;
				return true;
			}
			while (f->depth > i)
				close_top(f);
			return true;
		}
		if (is_table_part(e) ? open->element && !strcmp(open->element->name, "table") : is_barrier(open))
			return false;
	}
	return false;
}

/* An end tag that ends nothing: "</p>" is an empty paragraph and "</br>" a line end, as in browsers. */
static void end_nothing(struct filter *f, str name)
{
	str instead = str_equal_nocase(name, STR("p"))    ? STR("<p></p>")
	              : str_equal_nocase(name, STR("br")) ? STR("<br>")
	                                                  : STR("");

	buf_add(&f->page->source, instead);
	f->page->tags += instead.len > 0;
}

/* Hidden ones go with what they hold; what has no end tag holds nothing, and a page hides no whole body for good. */
static bool hides_content(str name)
{
	return !is_void(name) && !str_equal_nocase(name, STR("html")) && !str_equal_nocase(name, STR("body"));
}

/* An inline element goes; but it counts inside a hidden one of its name, and a footnote's number keeps off the word
 * that it stands at. */
static void pass_inline(struct filter *f, str name, bool hidden)
{
	struct buf *out = &f->page->source;

	if (hidden && hides_content(name)) {
		open_element(f, NULL, name, true);
		return;
	}
	for (size_t i = f->depth; i-- > 0;)
		if (!f->open[i].element && str_equal_nocase(f->open[i].name, name)) {
			f->open[i].nested++;
			break;
		}
	if (str_equal_nocase(name, STR("sup")) && out->len && is_letter(out->ptr[out->len - 1]) && f->rest.len &&
	    f->rest.ptr[0] >= '0' && f->rest.ptr[0] <= '9')
		buf_add_char(out, ' ');
}

/* Offset of the end tag `</name`, SIZE_MAX when there is none. */
static size_t find_end_tag(str s, str name)
{
	for (size_t at = 0; (at = str_find(s, STR("</"), at)) != SIZE_MAX; at += 2) {
		str tag = str_slice(s, at + 2, s.len);
		if (str_equal_nocase(str_slice(tag, 0, name.len), name) &&
		    (tag.len == name.len || is_space(tag.ptr[name.len]) || memchr("/>", tag.ptr[name.len], 2)))
			return at;
	}
	return SIZE_MAX;
}

static void skip_end_tag(str *s)
{
	struct attribute a;

	while (cut_attribute(s, &a))
		;
}

/* Text without markup: a title is passed on, JSON-LD is kept, the rest goes. */
static void skip_raw(struct filter *f, const struct element *e, str name, const struct facts *facts)
{
	size_t end = find_end_tag(f->rest, name);
	str text = cut(&f->rest, end);
	struct html_page *page = f->page;

	if (!strcmp(e->name, "title") && !f->titled) {
		f->titled = true;
		buf_add(&page->source, STR("<title>"));
		buf_add(&page->source, text);
		buf_add(&page->source, STR("</title>"));
	}
	if (!strcmp(e->name, "script") && contains_nocase(facts->type, "ld+json") && page->ld_count < HTML_LD_MAX)
		page->ld[page->ld_count++] = text;
	if (end != SIZE_MAX)
		skip_end_tag(&f->rest);
}

/* Skips to the end tag that belongs to the element just opened; without one only the tag itself goes. */
static void skip_element(struct filter *f, const struct element *e, str name)
{
	str s = f->rest;

	if (e->closes) { /* it was a block: what stands around it is not one word */
		buf_add(&f->page->source, STR("<hr>"));
		f->page->tags++;
	}
	if (f->endless[e - elements])
		return;
	for (size_t depth = 1; depth;) {
		size_t end = find_end_tag(s, name);
		if (end == SIZE_MAX) {
			f->endless[e - elements] = true;
			return;
		}
		str inside = str_slice(s, 0, end);
		for (size_t at = 0; (at = str_find_char(inside, '<', at)) != SIZE_MAX; at++)
			depth += str_equal_nocase(str_slice(inside, at + 1, at + 1 + name.len), name) &&
			         at + 1 + name.len < inside.len && !is_letter(inside.ptr[at + 1 + name.len]);
		cut(&s, end);
		skip_end_tag(&s);
		depth--;
	}
	f->rest = s;
}

static void start_tag(struct filter *f)
{
	struct facts facts = {0};
	struct attribute a;
	bool seen = false;

	cut(&f->rest, 1);
	str name = cut_until(&f->rest, "/>");
	const struct element *e = find_element(name);
	while (cut_attribute(&f->rest, &a)) {
		note_attribute(&facts, &a);
		seen = true;
	}
	if (seen)
		note_facts(f->page, name, &facts);
	if (!e)
		pass_inline(f, name, facts.hidden);
	else if (e->action == RAW)
		skip_raw(f, e, name, &facts);
	else if (e->action == SKIP)
		skip_element(f, e, name);
	else if (e->action == PASS)
		open_element(f, e, name, facts.hidden);
	else
		write_tag(f, "<", &(struct open){e, name, 0}, false);
	f->page->tags += e && e->action == PASS_VOID;
}

/* A comment, doctype, processing instruction or end tag of nothing. */
static void skip_declaration(struct filter *f)
{
	str s = f->rest;
	size_t end;

	if (str_starts(s, STR("<!--"))) {
		size_t usual = str_find(s, STR("-->"), 2), odd = str_find(s, STR("--!>"), 2);
		end = usual < odd ? usual + 3 : odd == SIZE_MAX ? SIZE_MAX : odd + 4;
	} else {
		end = str_find_char(s, '>', 0);
		end = end == SIZE_MAX ? end : end + 1;
	}
	cut(&f->rest, end == SIZE_MAX ? s.len : end);
}

static void markup(struct filter *f)
{
	char next = f->rest.len > 1 ? f->rest.ptr[1] : ' ';

	if (is_letter(next)) {
		start_tag(f);
	} else if (next == '/' && f->rest.len > 2 && is_letter(f->rest.ptr[2])) {
		cut(&f->rest, 2);
		str name = cut_until(&f->rest, "/>");
		skip_end_tag(&f->rest);
		if (!is_void(name) && !end_element(f, name))
			end_nothing(f, name);
	} else if (next == '!' || next == '?' || next == '/') {
		skip_declaration(f);
	} else {
		buf_add(&f->page->source, STR("&lt;"));
		cut(&f->rest, 1);
	}
}

/* ---- numbers ---------------------------------------------------------------------------------------- */

enum { DIGITS_MAX = 7 }; /* of a reference that can stand for a character; the parser's numbers have 32 bits */

static bool is_digit_of(char c, bool hex)
{
	return (c >= '0' && c <= '9') || (hex && is_letter(c) && (c | 0x20) <= 'f');
}

/* Bytes of the numeric reference ("&#65;") that `s` begins with, if it has too many digits; else 0. */
static size_t huge_number(str s)
{
	bool hex = s.len > 2 && (s.ptr[2] | 0x20) == 'x';
	size_t n = hex ? 3 : 2, first;

	if (!str_starts(s, STR("&#")))
		return 0;
	while (n < s.len && s.ptr[n] == '0')
		n++;
	for (first = n; n < s.len && is_digit_of(s.ptr[n], hex); n++)
		;
	return n - first <= DIGITS_MAX ? 0 : n + (n < s.len && s.ptr[n] == ';');
}

/* Numbers past all characters become U+FFFD, in place: the parser would count round, make bytes that are no UTF-8, or
 * take "&#xFFFFFFFF;" for the end of the page. Seen to at the end, since tags that vanish let digits meet. */
static void tame_numbers(struct buf *source)
{
	static const char instead[] = "&#xFFFD;";
	str rest = buf_str(source);
	size_t to = 0;

	while (rest.len) {
		size_t and = str_find_char(rest, '&', 0);
		str before = cut(&rest, and == SIZE_MAX ? rest.len : and);
		memmove(source->ptr + to, before.ptr, before.len);
		to += before.len;
		if (rest.len == 0)
			break;
		size_t huge = huge_number(rest);
		if (huge) {
			memcpy(source->ptr + to, instead, sizeof instead - 1);
			to += sizeof instead - 1;
			cut(&rest, huge);
		} else {
			source->ptr[to++] = '&';
			cut(&rest, 1);
		}
	}
	source->len = to;
}

void html_filter(struct html_page *out, str page)
{
	struct filter f = {.page = out, .rest = page};

	*out = (struct html_page){.date_rank = DATE_NONE};
	while (f.rest.len && out->tags <= HTML_TAGS_MAX && !out->source.failed) {
		size_t text = str_find_char(f.rest, '<', 0);
		buf_add(&out->source, cut(&f.rest, text));
		if (f.rest.len)
			markup(&f);
	}
	tame_numbers(&out->source);
}
