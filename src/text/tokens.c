/* Text to tokens: the outer loop, the quick way for plain ASCII words, and the writing of tokens.
 *
 *   ASCII word  -> lower case, straight into the norm buffer
 *   Han, Hangul -> a token per character (characters.c)
 *   all else    -> folded letters (word_read), rules by script (word_emit)
 */
#include "text/words.h"

enum { ASCII_OTHER, ASCII_LOWER, ASCII_UPPER, ASCII_DIGIT };

static unsigned ascii_kind(unsigned char c)
{
	static const uint8_t kinds[256] = {
	    ['a' ... 'z'] = ASCII_LOWER,
	    ['A' ... 'Z'] = ASCII_UPPER,
	    ['0' ... '9'] = ASCII_DIGIT,
	};

	return kinds[c];
}

/* Letters in lower case, digits as they are: the bit that a capital lacks they have. */
static void lower_eight(const char *from, char *to)
{
	uint64_t eight;

	memcpy(&eight, from, sizeof eight);
	eight |= UINT64_C(0x2020202020202020);
	memcpy(to, &eight, sizeof eight);
}

static void lower_four(const char *from, char *to)
{
	uint32_t four;

	memcpy(&four, from, sizeof four);
	four |= UINT32_C(0x20202020);
	memcpy(to, &four, sizeof four);
}

/* The last bytes are done with some that have been, where there are enough. */
static void lower_ascii(const char *word, size_t len, char *out)
{
	if (len >= 8) {
		for (size_t i = 0; i + 8 < len; i += 8)
			lower_eight(word + i, out + i);
		lower_eight(word + len - 8, out + len - 8);
	} else if (len >= 4) {
		lower_four(word, out);
		lower_four(word + len - 4, out + len - 4);
	} else {
		for (size_t i = 0; i < len; i++)
			out[i] = (char)(word[i] | 0x20);
	}
}

void cutter_init(struct cutter *c, str src, str lang, enum text_reading reading, struct text_tokens *out)
{
	bool huge = src.len > UINT32_MAX;

	if (huge) /* offsets have 32 bits */
		src.len = UINT32_MAX;
	*c = (struct cutter){.last_end = SIZE_MAX, .out = out};
	reader_init(&c->reader, src, lang, reading);
	out->token_count = 0;
	out->norm_len = 0;
	out->full = huge;
}

uint32_t cutter_peek_far(const struct cutter *c, size_t at, size_t *width)
{
	str rest = str_slice(c->reader.src, at, c->reader.src.len);
	size_t before = rest.len;

	*width = 0;
	if (before == 0)
		return 0;
	uint32_t codepoint = utf8_next(&rest);
	*width = before - rest.len;
	return codepoint;
}

/* Room for one more token of `len` bytes? */
static bool has_room(struct text_tokens *out, size_t len)
{
	bool room = out->token_count < out->token_cap && out->norm_cap - out->norm_len >= len;

	out->full = out->full || !room;
	return room;
}

static void write_token(struct cutter *c, size_t start, size_t end, enum text_script script, unsigned flags, size_t len)
{
	struct text_tokens *out = c->out;
	bool adjacent = c->last_end == start && (script_is_spaceless(script) || script_is_spaceless(c->last_script));

	out->token[out->token_count++] = (struct text_token){
	    .start = (uint32_t)start,
	    .end = (uint32_t)end,
	    .norm = (uint32_t)out->norm_len,
	    .len = (uint8_t)len,
	    .script = (uint8_t)script,
	    .flags = (uint16_t)(flags | c->joined | (adjacent ? TOKEN_SPACELESS : 0)),
	};
	out->norm_len += len;
	c->last_end = end;
	c->last_script = (uint8_t)script;
	c->joined = 0;
}

/* '?' stands alone, behind a letter (digits may follow it) and before one, as word_read sees to. Where a letter beside
 * it has no spelling, and at the cut, it goes. */
static size_t tidy(str norm, char out[TOKEN_MAX])
{
	size_t len = 0;
	bool letter = false;

	for (size_t i = 0; i < norm.len && len < TOKEN_MAX; i++) {
		char c = norm.ptr[i], next = i + 1 < norm.len ? norm.ptr[i + 1] : '?';
		if (c == '?' && (!letter || ascii_kind((unsigned char)next) != ASCII_LOWER))
			continue;
		letter = letter || ascii_kind((unsigned char)c) == ASCII_LOWER;
		out[len++] = c;
	}
	return len && out[len - 1] == '?' ? len - 1 : len;
}

void cutter_emit(struct cutter *c, size_t start, size_t end, enum text_script script, unsigned flags, str norm)
{
	char text[TOKEN_MAX];
	bool broken = norm.len && memchr(norm.ptr, '?', norm.len);

	norm = broken ? (str){text, tidy(norm, text)} : str_slice(norm, 0, TOKEN_MAX);
	size_t len = norm.len;
	if (len == 0 || !has_room(c->out, len))
		return;
	memcpy(c->out->norm + c->out->norm_len, norm.ptr, len);
	write_token(c, start, end, script, flags, len);
}

/* The word of ASCII letters and digits at c->at, if what stands behind it needs no closer look. */
static bool cut_ascii(struct cutter *c)
{
	const char *p = c->reader.src.ptr;
	struct text_tokens *out = c->out;
	size_t start = c->at, end = start, limit = c->reader.src.len;
	size_t letter = start, uppers = 0, digits = 0;
	unsigned kind;

	for (; end < limit && (kind = ascii_kind((unsigned char)p[end])) != ASCII_OTHER; end++) {
		uppers += kind == ASCII_UPPER;
		digits += kind == ASCII_DIGIT;
	}
	while (letter < end && ascii_kind((unsigned char)p[letter]) == ASCII_DIGIT)
		letter++;
	char behind = end < limit ? p[end] : ' ';
	size_t all = end - start, len = all < TOKEN_MAX ? all : TOKEN_MAX;
	if (all == 0 || (behind & 0x80) || behind == '\'' || behind == '`' || behind == '?' ||
	    (behind == '.' && all == 1))
		return false;
	bool capital = letter < end && ascii_kind((unsigned char)p[letter]) == ASCII_UPPER;
	unsigned flags = (capital ? TOKEN_CAPITAL : 0) | (digits ? TOKEN_DIGITS : 0) |
	                 (uppers >= 2 && uppers + digits == all ? TOKEN_ALL_UPPER : 0) |
	                 (behind == '.' ? TOKEN_DOT : 0);
	c->at = end;
	if (has_room(out, len)) {
		lower_ascii(p + start, len, out->norm + out->norm_len);
		write_token(c, start, end, digits == all ? SCRIPT_COMMON : SCRIPT_LATIN, flags, len);
	}
	if (behind == '-' && end + 1 < limit && ((p[end + 1] & 0x80) || ascii_kind((unsigned char)p[end + 1]))) {
		c->joined = TOKEN_HYPHEN;
		c->at = end + 1;
	}
	return true;
}

/* Moves to the next word; what stands in between is dropped, "&" excepted. */
static bool skip_to_word(struct cutter *c)
{
	const char *p = c->reader.src.ptr;
	size_t limit = c->reader.src.len;

	while (c->at < limit) {
		unsigned char byte = (unsigned char)p[c->at];
		if (byte < 0x80) {
			if (ascii_kind(byte) != ASCII_OTHER || byte == '&')
				return true;
			c->at++;
		} else {
			size_t width;
			uint32_t codepoint = cutter_peek(c, c->at, &width);
			const struct text_class *class = text_class_of(codepoint);
			if (((class->flags & CHAR_WORD) && !(class->flags & CHAR_IGNORABLE)) || codepoint == 0xFF06)
				return true;
			c->at += width;
		}
		c->joined = 0;
	}
	return false;
}

bool cutter_step(struct cutter *c)
{
	size_t width;
	struct word w;

	if (c->out->full || !skip_to_word(c))
		return false;
	if (c->reader.reading != READING_MANDARIN && cut_ascii(c)) /* which may respell it */
		return !c->out->full;
	uint32_t first = cutter_peek(c, c->at, &width);
	enum text_script script = text_class_of(first)->script;
	if (first == '&' || first == 0xFF06) {
		size_t start = c->at;
		c->at += width;
		c->joined = 0;
		cutter_emit(c, start, c->at, SCRIPT_COMMON, 0, STR("and"));
	} else if (script == SCRIPT_HAN) {
		han_step(c);
	} else if (script == SCRIPT_HANGUL) {
		hangul_step(c);
	} else {
		if (!acronym_read(c, &w))
			word_read(c, &w);
		word_emit(c, &w);
	}
	return !c->out->full;
}

void text_tokens(str s, str lang, enum text_reading reading, struct text_tokens *out)
{
	struct cutter c;

	cutter_init(&c, s, lang, reading, out);
	while (cutter_step(&c))
		;
}

/* Appends the tokens of one step, a space before each but the first; returns the new length. */
static size_t append(const struct text_tokens *step, char *out, size_t len, size_t cap)
{
	for (size_t i = 0; i < step->token_count; i++) {
		str norm = text_token_norm(step, i);
		if (len && len < cap)
			out[len++] = ' ';
		size_t n = norm.len < cap - len ? norm.len : cap - len;
		memcpy(out + len, norm.ptr, n);
		len += n;
	}
	return len;
}

size_t text_normal(str s, str lang, char *out, size_t cap)
{
	struct text_token token[WORD_TOKENS_MAX];
	char norm[WORD_TOKENS_MAX * TOKEN_MAX];
	struct text_tokens step = {.token = token, .token_cap = WORD_TOKENS_MAX, .norm = norm, .norm_cap = sizeof norm};
	struct cutter c;
	size_t len = 0;
	bool more;

	cutter_init(&c, s, lang, READING_DEFAULT, &step);
	step.full = false;
	do {
		step.token_count = step.norm_len = 0;
		more = cutter_step(&c);
		len = append(&step, out, len, cap);
	} while (more && len < cap);
	return len && out[len - 1] == ' ' ? len - 1 : len; /* cut between two tokens */
}
