/* Inline Markdown: a pass that copies text and drops marks, with the runs of * _ ~ noted, then a pass that pairs the
 * runs (an opener with the nearest closer of the same sign, as CommonMark does) and drops what is paired. What finds
 * no partner was no mark and stays: "5 * 3", "* see note", "snake_case". */
#include "documents/markdown.h"

enum {
	RUNS_MAX = 512,    /* runs of marks in one block; further ones stay as text */
	SEARCH_MAX = 2000, /* bytes to look ahead for the end of a link's address or a tag */
	LOOK_FACTOR = 64,  /* looked ahead in all, times the length of the block */
	LINE_MARK = '\x01' /* a hard line break in the scratch text, where no control can be */
};

/* A run of the same sign in the scratch text. */
struct run {
	size_t at, len;
	size_t used; /* of its length, paired */
	char sign;
	bool opens, closes;
};

struct inliner {
	struct buf *out;
	size_t look; /* bytes that may still be looked ahead in this block: keeps hostile text linear */
	struct run run[RUNS_MAX];
	size_t runs;
};

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

static bool is_punctuation(char c)
{
	return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

static size_t run_length(str s, size_t at)
{
	size_t n = 1;

	while (at + n < s.len && s.ptr[at + n] == s.ptr[at])
		n++;
	return n;
}

/* ---- marks of emphasis ---------------------------------------------------------------------------- */

/* Notes a run when it can open or close (CommonMark's flanking rules), and copies it. */
static void note_run(struct inliner *in, str s, size_t at, size_t n)
{
	char before = at ? s.ptr[at - 1] : ' ', after = at + n < s.len ? s.ptr[at + n] : ' ';
	bool left = !is_space(after) && (!is_punctuation(after) || is_space(before) || is_punctuation(before));
	bool right = !is_space(before) && (!is_punctuation(before) || is_space(after) || is_punctuation(after));
	bool word = s.ptr[at] == '_'; /* never inside a word */
	struct run run = {.at = in->out->len,
	                  .len = n,
	                  .sign = s.ptr[at],
	                  .opens = left && (!word || !right || is_punctuation(before)),
	                  .closes = right && (!word || !left || is_punctuation(after))};

	if ((run.opens || run.closes) && in->runs < RUNS_MAX && !(run.sign == '~' && n != 2))
		in->run[in->runs++] = run;
	buf_add(in->out, str_slice(s, at, at + n));
}

/* CommonMark's rule of three: in "**un*even**" the single sign opens nothing that two could close. */
static bool may_pair(const struct run *opener, const struct run *closer)
{
	bool both_ways = opener->closes || closer->opens;
	bool threes = opener->len % 3 == 0 && closer->len % 3 == 0;

	return opener->opens && opener->sign == closer->sign &&
	       !(both_ways && (opener->len + closer->len) % 3 == 0 && !threes);
}

static void pair_runs(struct inliner *in)
{
	for (size_t c = 0; c < in->runs; c++) {
		struct run *closer = &in->run[c];
		for (size_t o = c; closer->closes && closer->used < closer->len && o-- > 0;) {
			struct run *opener = &in->run[o];
			if (!may_pair(opener, closer))
				continue;
			size_t left = opener->len - opener->used, right = closer->len - closer->used,
			       n = left < right ? left : right;
			opener->used += n;
			closer->used += n;
		}
	}
}

/* Text between marks, with its hard line breaks. */
static void write_piece(struct builder *b, str piece)
{
	bool line = false;

	for (str part; str_split(&piece, LINE_MARK, &part); line = true) {
		if (line)
			builder_line(b);
		builder_text(b, part);
	}
}

/* The scratch text without the paired marks, to the builder. */
static void write_out(struct builder *b, const struct inliner *in)
{
	str text = buf_str(in->out);
	size_t at = 0, next = 0;

	while (at < text.len) {
		size_t end = next < in->runs ? in->run[next].at : text.len;
		write_piece(b, str_slice(text, at, end));
		at = end;
		if (next < in->runs) {
			const struct run *run = &in->run[next++];
			builder_text(b, str_slice(text, at, at + run->len - run->used));
			at += run->len;
		}
	}
}

/* ---- entities, tags, links ------------------------------------------------------------------------ */

static void put_code_point(struct buf *out, uint32_t c)
{
	if (c < ' ' || (c >= 0x7F && c < 0xA0) || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000))
		c = c == '\n' || c == '\t' ? ' ' : 0xFFFD;
	if (c < 0x80)
		buf_add_char(out, (char)c);
	else if (c < 0x800)
		buf_add(out, (str){(char[]){(char)(0xC0 | c >> 6), (char)(0x80 | (c & 63))}, 2});
	else if (c < 0x10000)
		buf_add(
		    out,
		    (str){(char[]){(char)(0xE0 | c >> 12), (char)(0x80 | (c >> 6 & 63)), (char)(0x80 | (c & 63))}, 3});
	else
		buf_add(out, (str){(char[]){(char)(0xF0 | c >> 18), (char)(0x80 | (c >> 12 & 63)),
		                            (char)(0x80 | (c >> 6 & 63)), (char)(0x80 | (c & 63))},
		                   4});
}

static bool parse_number(str digits, unsigned base, uint32_t *out)
{
	*out = 0;
	for (size_t i = 0; i < digits.len; i++) {
		char c = (char)(digits.ptr[i] | 0x20);
		unsigned value = c >= '0' && c <= '9'   ? (unsigned)(c - '0')
		                 : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10
		                                        : 99;
		if (value >= base || i == 7)
			return false;
		*out = *out * base + value;
	}
	return digits.len > 0;
}

/* "&amp;" and the like at `at`: writes what it stands for and returns its length, 0 when it is none. */
static size_t entity(struct buf *out, str s, size_t at)
{
	static const struct {
		const char *name;
		uint32_t code;
	} named[] = {{"amp", '&'},      {"lt", '<'},       {"gt", '>'},       {"quot", '"'},      {"apos", '\''},
	             {"nbsp", 0xA0},    {"ndash", 0x2013}, {"mdash", 0x2014}, {"hellip", 0x2026}, {"lsquo", 0x2018},
	             {"rsquo", 0x2019}, {"ldquo", 0x201C}, {"rdquo", 0x201D}, {"copy", 0xA9},     {"eacute", 0xE9}};
	size_t end = str_find_char(str_slice(s, 0, at + 12), ';', at);
	str name = end == SIZE_MAX ? (str){NULL, 0} : str_slice(s, at + 1, end);
	uint32_t code;

	if (str_starts(name, STR("#x")) || str_starts(name, STR("#X"))) {
		if (parse_number(str_slice(name, 2, name.len), 16, &code)) {
			put_code_point(out, code);
			return name.len + 2;
		}
	} else if (str_starts(name, STR("#")) && parse_number(str_slice(name, 1, name.len), 10, &code)) {
		put_code_point(out, code);
		return name.len + 2;
	}
	for (size_t i = 0; i < sizeof named / sizeof *named; i++)
		if (str_is(name, named[i].name)) {
			put_code_point(out, named[i].code);
			return name.len + 2;
		}
	return 0;
}

/* What may be looked at from `at` on. */
static str window(struct inliner *in, str s, size_t at)
{
	str rest = str_slice(s, at, at + SEARCH_MAX);

	if (in->look < rest.len)
		return (str){NULL, 0};
	in->look -= rest.len;
	return rest;
}

/* "<https://x>" gives its address, "<em>" and "<!-- -->" give nothing; 0 when "<" is only a sign. */
static size_t angle(struct inliner *in, str s, size_t at)
{
	str rest = window(in, s, at);
	bool comment = str_starts(rest, STR("<!--"));
	size_t end = comment ? str_find(rest, STR("-->"), 0) : str_find_char(rest, '>', 0);
	char c = rest.len > 1 ? (char)(rest.ptr[1] | 0x20) : ' ';

	if (end == SIZE_MAX)
		return 0;
	if (comment)
		return end + 3;
	str inside = str_slice(rest, 1, end);
	bool address = str_find_char(inside, ' ', 0) == SIZE_MAX &&
	               (str_find(inside, STR("://"), 0) != SIZE_MAX || str_find_char(inside, '@', 0) != SIZE_MAX);
	if (address)
		buf_add(in->out, inside);
	else if (str_equal_nocase(inside, STR("br")) || str_equal_nocase(inside, STR("br/")) ||
	         str_equal_nocase(inside, STR("br /")))
		buf_add_char(in->out, LINE_MARK);
	else if (!((c >= 'a' && c <= 'z') || rest.ptr[1] == '/' || rest.ptr[1] == '!' || rest.ptr[1] == '?'))
		return 0;
	return end + 1;
}

/* Length of "(address "title")" or "[reference]" at `at`, 0 when there is none. */
static size_t link_tail(struct inliner *in, str s, size_t at)
{
	str rest = at < s.len && (s.ptr[at] == '(' || s.ptr[at] == '[') ? window(in, s, at) : (str){NULL, 0};
	size_t depth = 0;
	char open = rest.len ? rest.ptr[0] : ' ', close = open == '(' ? ')' : ']';

	if (open != '(' && open != '[')
		return 0;
	for (size_t i = 0; i < rest.len; i++) {
		if (rest.ptr[i] == '\\') {
			i++;
		} else if (rest.ptr[i] == open) {
			depth++;
		} else if (rest.ptr[i] == close && --depth == 0) {
			return i + 1;
		}
	}
	return 0;
}

/* At "]": is it the end of a link's text? Returns what to skip, the bracket included; 0: the bracket is text. */
static size_t link_end(struct inliner *in, str s, size_t at)
{
	size_t tail = link_tail(in, s, at + 1);

	return tail ? tail + 1 : 0;
}

/* At "[": a footnote mark goes whole, the opening of a link goes alone. Returns what to skip, 0: the bracket is text.
 * `links`: brackets opened that a link's end will close. */
static size_t link_start(struct inliner *in, str s, size_t at, size_t *links)
{
	str rest = window(in, s, at);
	size_t depth = 0;

	if (str_starts(rest, STR("[^"))) {
		size_t end = str_find_char(rest, ']', 0);
		return end == SIZE_MAX || end > 40 ? 0 : end + 1;
	}
	for (size_t i = 0; i < rest.len; i++) {
		if (rest.ptr[i] == '\\')
			i++;
		else if (rest.ptr[i] == '[')
			depth++;
		else if (rest.ptr[i] == ']' && --depth == 0) {
			if (!link_tail(in, s, at + i + 1))
				return 0;
			(*links)++;
			return 1;
		}
	}
	return 0;
}

static size_t code_span(struct inliner *in, str s, size_t at)
{
	size_t n = run_length(s, at);
	str rest = window(in, s, at);

	for (size_t i = n; i < rest.len; i++) {
		if (rest.ptr[i] != '`')
			continue;
		size_t m = run_length(rest, i);
		if (m == n) {
			buf_add(in->out, str_slice(rest, n, i));
			return i + m;
		}
		i += m - 1;
	}
	buf_add(in->out, str_slice(s, at, at + n));
	return n;
}

/* ---- the pass ------------------------------------------------------------------------------------- */

/* Handles the sign at `at`; returns how many bytes it took, 0 when it is plain text. */
static size_t take_sign(struct inliner *in, str s, size_t at, size_t *links)
{
	size_t n;

	switch (s.ptr[at]) {
	case '\\':
		if (at + 1 < s.len && s.ptr[at + 1] == '\n') {
			buf_add_char(in->out, LINE_MARK);
			return 2;
		}
		if (at + 1 < s.len && is_punctuation(s.ptr[at + 1])) {
			buf_add_char(in->out, s.ptr[at + 1]);
			return 2;
		}
		return 0;
	case '*':
	case '_':
	case '~':
		n = run_length(s, at);
		note_run(in, s, at, n);
		return n;
	case '`':
		return code_span(in, s, at);
	case '&':
		return entity(in->out, s, at);
	case '<':
		return angle(in, s, at);
	case '!':
		return at + 1 < s.len && s.ptr[at + 1] == '[' && (n = link_start(in, s, at + 1, links)) ? n + 1 : 0;
	case '[':
		return link_start(in, s, at, links);
	case ']':
		n = *links ? link_end(in, s, at) : 0;
		*links -= n > 0;
		return n;
	case ' ':
		n = run_length(s, at);
		if (n >= 2 && at + n < s.len && s.ptr[at + n] == '\n') {
			buf_add_char(in->out, LINE_MARK);
			return n + 1;
		}
		return 0;
	default:
		return 0;
	}
}

void markdown_inline(struct builder *b, str source, struct buf *scratch)
{
	struct inliner in = {.out = scratch, .look = source.len * LOOK_FACTOR + SEARCH_MAX * LOOK_FACTOR};
	size_t links = 0, plain = 0;

	buf_clear(scratch);
	for (size_t at = 0; at < source.len;) {
		if (!memchr("\\*_~`&<![] ", source.ptr[at], 11)) {
			at++;
			continue;
		}
		buf_add(scratch, str_slice(source, plain, at));
		size_t n = take_sign(&in, source, at, &links);
		if (n == 0)
			buf_add_char(scratch, source.ptr[at++]);
		at += n;
		plain = at;
	}
	buf_add(scratch, str_slice(source, plain, source.len));
	b->failed |= scratch->failed;
	pair_runs(&in);
	write_out(b, &in);
}
