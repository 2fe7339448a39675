/* Turns files into string constants with their SHA-256, for pages and pictures: `embed OUT NAME=FILE[+FILE]...`.
 *
 * For each name, the files one behind the other: `static const char NAME[]` with its bytes and a NUL, and NAME_SHA256
 * (in capitals) as base64, the form that a content security policy wants. Runs at build time only. SHA-256 as in FIPS
 * 180-4. */
#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 1 << 20 }; /* bytes of a constant */

static uint32_t rotate(uint32_t x, int n)
{
	return x >> n | x << (32 - n);
}

/** The first 32 bits of the fractional part of `x`'s root, by integer arithmetic: no tables to mistype. */
static uint32_t root_fraction(uint32_t prime, int degree)
{
	/* the largest r with r^degree <= prime * 2^(32*degree), of which the low 32 bits are the fraction */
	unsigned __int128 low = 0, high = (unsigned __int128)1 << 36;

	while (high - low > 1) {
		unsigned __int128 mid = (low + high) / 2;
		/* compare mid^degree with prime << 32*degree; mid < 2^36, so mid^3 < 2^108 */
		unsigned __int128 power = degree == 2 ? mid * mid : mid * mid * mid;
		if (power <= (unsigned __int128)prime << (32 * degree))
			low = mid;
		else
			high = mid;
	}
	return (uint32_t)low;
}

static int is_prime(uint32_t n)
{
	for (uint32_t d = 2; d * d <= n; d++)
		if (n % d == 0)
			return 0;
	return n > 1;
}

static void constants(uint32_t state[8], uint32_t k[64])
{
	int found = 0;

	for (uint32_t n = 2; found < 64; n++) {
		if (!is_prime(n))
			continue;
		if (found < 8)
			state[found] = root_fraction(n, 2);
		k[found++] = root_fraction(n, 3);
	}
}

static void compress(uint32_t state[8], const uint32_t k[64], const unsigned char block[64])
{
	uint32_t w[64], v[8];

	for (int i = 0; i < 16; i++)
		w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 |
		       (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
	for (int i = 16; i < 64; i++)
		w[i] = w[i - 16] + (rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ w[i - 15] >> 3) + w[i - 7] +
		       (rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ w[i - 2] >> 10);
	memcpy(v, state, sizeof v);
	for (int i = 0; i < 64; i++) {
		uint32_t t1 = v[7] + (rotate(v[4], 6) ^ rotate(v[4], 11) ^ rotate(v[4], 25)) +
		              ((v[4] & v[5]) ^ (~v[4] & v[6])) + k[i] + w[i];
		uint32_t t2 = (rotate(v[0], 2) ^ rotate(v[0], 13) ^ rotate(v[0], 22)) +
		              ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
		memmove(v + 1, v, 7 * sizeof *v);
		v[4] += t1;
		v[0] = t1 + t2;
	}
	for (int i = 0; i < 8; i++)
		state[i] += v[i];
}

static void sha256(const unsigned char *bytes, size_t size, unsigned char digest[32])
{
	uint32_t state[8], k[64];
	unsigned char last[128] = {0};
	size_t rest = size % 64, whole = size - rest, tail = rest < 56 ? 64 : 128;

	constants(state, k);
	for (size_t i = 0; i < whole; i += 64)
		compress(state, k, bytes + i);
	memcpy(last, bytes + whole, rest);
	last[rest] = 0x80;
	for (int i = 0; i < 8; i++)
		last[tail - 1 - (size_t)i] = (unsigned char)((uint64_t)size * 8 >> (8 * i));
	for (size_t i = 0; i < tail; i += 64)
		compress(state, k, last + i);
	for (int i = 0; i < 32; i++)
		digest[i] = (unsigned char)(state[i / 4] >> (24 - 8 * (i % 4)));
}

static void put_base64(FILE *out, const unsigned char digest[32])
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	unsigned char padded[33] = {0};

	memcpy(padded, digest, 32);
	for (int i = 0; i < 33; i += 3) {
		unsigned bits = (unsigned)padded[i] << 16 | (unsigned)padded[i + 1] << 8 | padded[i + 2];
		for (int j = 0; j < 4; j++)
			fputc(i == 30 && j == 3 ? '=' : letters[bits >> (18 - 6 * j) & 63], out);
	}
}

/** Appends a file to `bytes`, which have room for MOST; false when it cannot be read or is too long. */
static int append(unsigned char *bytes, size_t *size, const char *path)
{
	FILE *in = fopen(path, "rb");
	size_t got = in ? fread(bytes + *size, 1, MOST - *size, in) : 0;

	*size += got;
	if (in)
		fclose(in);
	return got > 0 && *size < MOST;
}

static int embed(FILE *out, const char *name, char *paths)
{
	unsigned char *bytes = malloc(MOST), digest[32];
	size_t size = 0;

	for (char *path = strtok(paths, "+"); path; path = strtok(NULL, "+"))
		if (!bytes || !append(bytes, &size, path)) {
			fprintf(stderr, "embed: cannot read %s\n", path);
			free(bytes);
			return 1;
		}
	fprintf(out, "static const char %s[] = {", name);
	for (size_t i = 0; i < size; i++)
		fprintf(out, "%s%d,", i % 24 ? "" : "\n\t", (signed char)bytes[i]);
	fprintf(out, "\n\t0};\n#define ");
	for (const char *c = name; *c; c++)
		fputc(toupper((unsigned char)*c), out);
	fputs("_SHA256 \"", out);
	sha256(bytes, size, digest);
	put_base64(out, digest);
	fputs("\"\n", out);
	free(bytes);
	return 0;
}

int main(int argc, char **argv)
{
	FILE *out = argc > 2 ? fopen(argv[1], "w") : NULL;
	int failed = !out;

	for (int i = 2; i < argc && !failed; i++) {
		char *equals = strchr(argv[i], '=');
		failed = !equals;
		if (equals) {
			*equals = '\0';
			failed = embed(out, argv[i], equals + 1);
		}
	}
	return failed || fclose(out) != 0;
}
