/* Text to tokens: the outer loop, the quick ways for plain words, and the writing of tokens.
 *
 *   ASCII word  -> lower case, straight into the norm buffer
 *   Latin word  -> each letter as its class spells it, where no other rules are asked for
 *   Han, Hangul -> a token per character (characters.c)
 *   all else    -> folded letters (word_read), rules by script (word_emit)
 */
#include "text/words.h"

/** What a byte is; bits. */
enum {
	BYTE_LOWER = 1 << 0,
	BYTE_UPPER = 1 << 1,
	BYTE_DIGIT = 1 << 2,
	BYTE_WORD = BYTE_LOWER | BYTE_UPPER | BYTE_DIGIT,
	BYTE_AND = 1 << 3,
	BYTE_DOT = 1 << 4,
	BYTE_HYPHEN = 1 << 5,
	BYTE_WITHIN = 1 << 6, /* may stand within a word */
	BYTE_HIGH = 1 << 7    /* not ASCII */
};

static unsigned kind_of(char c)
{
	static const uint8_t kinds[256] = {
	    ['a' ... 'z'] = BYTE_LOWER, ['A' ... 'Z'] = BYTE_UPPER,  ['0' ... '9'] = BYTE_DIGIT, ['&'] = BYTE_AND,
	    ['.'] = BYTE_DOT,           ['-'] = BYTE_HYPHEN,         ['\''] = BYTE_WITHIN,       ['`'] = BYTE_WITHIN,
	    ['?'] = BYTE_WITHIN,        [0x80 ... 0xFF] = BYTE_HIGH,
	};

	return kinds[(unsigned char)c];
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

static inline void write_token(struct cutter *c, size_t start, size_t end, enum text_script script, unsigned flags,
                               size_t len)
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
		if (c == '?' && (!letter || kind_of(next) != BYTE_LOWER))
			continue;
		letter = letter || kind_of(c) == BYTE_LOWER;
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

/* What the byte at `at` is; 0 at the end. */
static unsigned kind_at(str src, size_t at)
{
	return at < src.len ? kind_of(src.ptr[at]) : 0;
}

/* Does what stands behind a word of so many characters, which ends at `end`, need no closer look? One letter and a full
 * stop may begin an acronym. `behind`: the kind of the first byte behind it. */
static inline bool ends_plainly(str src, size_t end, unsigned behind, size_t characters)
{
	if (behind & BYTE_DOT && characters == 1)
		return !(kind_at(src, end + 1) & (BYTE_WORD | BYTE_HIGH));
	return !(behind & (BYTE_WITHIN | BYTE_HIGH));
}

/* Notes a quick word; moves behind it and the hyphen that joins it to the next. */
static inline void write_quick(struct cutter *c, size_t start, size_t end, unsigned behind, enum text_script script,
                               unsigned flags, size_t len)
{
	write_token(c, start, end, script, flags | (behind & BYTE_DOT ? TOKEN_DOT : 0), len);
	c->at = end;
	if (behind & BYTE_HYPHEN && kind_at(c->reader.src, end + 1) & (BYTE_WORD | BYTE_HIGH)) {
		c->joined = TOKEN_HYPHEN;
		c->at = end + 1;
	}
}

/* What the letters and digits of a word of ASCII say of it; `seen`: bits of all of them. */
static unsigned ascii_flags(str word, unsigned seen)
{
	size_t letter = 0, uppers = word.len;

	if (seen & BYTE_DIGIT) {
		while (letter + 1 < word.len && kind_of(word.ptr[letter]) == BYTE_DIGIT)
			letter++;
		for (size_t i = 0; i < word.len; i++)
			uppers -= kind_of(word.ptr[i]) != BYTE_UPPER;
	}
	return (kind_of(word.ptr[letter]) == BYTE_UPPER ? TOKEN_CAPITAL : 0) |
	       (seen & BYTE_LOWER || uppers < 2 ? 0 : TOKEN_ALL_UPPER) | (seen & BYTE_DIGIT ? TOKEN_DIGITS : 0);
}

/* Cuts words of ASCII letters and digits, at most so many, up to the first that needs a closer look; how many. */
static size_t cut_ascii(struct cutter *c, size_t most)
{
	str src = c->reader.src;

	for (size_t count = 0; count < most; count++) {
		unsigned kind = 0, seen = 0;
		size_t start = c->at, end;
		while (start < src.len && !((kind = kind_of(src.ptr[start])) & (BYTE_WORD | BYTE_AND | BYTE_HIGH)))
			start++;
		c->joined = start == c->at ? c->joined : 0;
		c->at = start;
		for (end = start; end < src.len && (kind = kind_of(src.ptr[end])) & BYTE_WORD; end++)
			seen |= kind;
		size_t all = end - start, len = all < TOKEN_MAX ? all : TOKEN_MAX;
		unsigned behind = end < src.len ? kind : 0;
		if (all == 0 || !ends_plainly(src, end, behind, all) || !has_room(c->out, len))
			return count;
		lower_ascii(src.ptr + start, len, c->out->norm + c->out->norm_len);
		write_quick(c, start, end, behind, seen == BYTE_DIGIT ? SCRIPT_COMMON : SCRIPT_LATIN,
		            ascii_flags(str_slice(src, start, end), seen), len);
	}
	return most;
}

/* Cuts a word that has other letters, too, which are spelt by themselves: é, ø, ß. */
static bool cut_latin(struct cutter *c)
{
	str src = c->reader.src;
	struct spelling spelt = {.len = 0};
	size_t end = c->at, characters = 0, letters = 0, uppers = 0, width;
	unsigned flags = 0;

	for (;; end += width, characters++) {
		uint32_t codepoint = cutter_peek(c, end, &width);
		const struct text_class *class = text_class_of(codepoint);
		if (class->flags & CHAR_PLAIN)
			flags |= letters++ == 0 && !(class->flags & CHAR_LOWER) ? TOKEN_CAPITAL : 0;
		else if (codepoint >= '0' && codepoint <= '9')
			flags |= TOKEN_DIGITS;
		else
			break;
		uppers += (class->flags & CHAR_UPPER) != 0;
		spelling_add(&spelt, text_pool_str(class->latin));
	}
	unsigned behind = kind_at(src, end);
	bool hyphen = behind & BYTE_HYPHEN && kind_at(src, end + 1) & BYTE_HIGH;
	if (letters == 0 || hyphen || !ends_plainly(src, end, behind, characters) || !has_room(c->out, spelt.len))
		return false;
	flags |= letters >= 2 && uppers == letters ? TOKEN_ALL_UPPER : 0;
	memcpy(c->out->norm + c->out->norm_len, spelt.text, spelt.len);
	write_quick(c, c->at, end, behind, SCRIPT_LATIN, flags, spelt.len);
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
			if (kind_of((char)byte) & (BYTE_WORD | BYTE_AND))
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
	if (!cutter_respells(c) && (cut_ascii(c, 1) || (!reader_second(&c->reader) && cut_latin(c))))
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
	do
		cut_ascii(&c, cutter_respells(&c) ? 0 : SIZE_MAX);
	while (cutter_step(&c));
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
