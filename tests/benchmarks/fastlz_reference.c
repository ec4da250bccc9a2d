/* FastLZ in C, written from the grammar in files/fastlz.py, to compare rates with.
 *
 *   fastlz_reference encode < MEMORY > CHAIN    blocks of 4 MiB, level 2
 *   fastlz_reference decode CHAIN TIMES         prints bytes and seconds
 *
 * The encoder finds matches of 3 bytes and more through a table of 8192 places, as
 * the usual encoders do: so there are as many instructions in a stream as usual.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define BLOCK (4u << 20)
#define NEAR_END 8191u
#define FAR_END (8191u + 65536u)
#define PLACES 8192u

static uint8_t *put_literals(uint8_t *out, const uint8_t *from, size_t count)
{
    while (count > 0) {
        size_t part = count < 32 ? count : 32;
        *out++ = (uint8_t)(part - 1);
        memcpy(out, from, part);
        out += part;
        from += part;
        count -= part;
    }
    return out;
}

static uint8_t *put_match(uint8_t *out, size_t length, size_t back)
{
    size_t distance = back > NEAR_END ? NEAR_END : back - 1;
    if (length < 9) {
        *out++ = (uint8_t)((length - 2) << 5 | distance >> 8);
    } else {
        *out++ = (uint8_t)(7 << 5 | distance >> 8);
        for (length -= 9; length >= 255; length -= 255)
            *out++ = 255;
        *out++ = (uint8_t)length;
    }
    *out++ = (uint8_t)distance;
    if (back > NEAR_END) {
        back -= NEAR_END + 1;
        *out++ = (uint8_t)(back >> 8);
        *out++ = (uint8_t)back;
    }
    return out;
}

static size_t encode(const uint8_t *in, size_t size, uint8_t *start)
{
    static size_t places[PLACES];
    uint8_t *out = start;
    size_t at = 0, done = 0;
    for (size_t i = 0; i < PLACES; i++)
        places[i] = SIZE_MAX;
    while (at + 3 < size) {
        uint32_t word = (uint32_t)in[at] | (uint32_t)in[at + 1] << 8 | (uint32_t)in[at + 2] << 16;
        size_t *place = &places[word * 2654435769u >> 19];
        size_t from = *place, length = 0;
        *place = at;
        if (from != SIZE_MAX && at - from <= FAR_END && memcmp(in + from, in + at, 3) == 0)
            for (length = 3; at + length < size && in[from + length] == in[at + length];)
                length++;
        if (length < (at - from <= NEAR_END ? 3u : 5u)) {
            at++;
            continue;
        }
        out = put_literals(out, in + done, at - done);
        out = put_match(out, length, at - from);
        at += length;
        done = at;
    }
    out = put_literals(out, in + done, size - done);
    start[0] |= 1 << 5;
    return (size_t)(out - start);
}

/* Returns 0 if the stream gives exactly size bytes. */
static int decode(const uint8_t *in, size_t stored, uint8_t *out, size_t size)
{
    const uint8_t *end = in + stored;
    size_t done = 0;
    int level2;
    uint8_t c;
    if (stored == 0 || *in >> 5 > 1)
        return -1;
    level2 = *in >> 5 == 1;
    c = *in++ & 31;
    for (;;) {
        if (c < 32) {
            size_t count = c + 1u;
            if (count > (size_t)(end - in) || count > size - done)
                return -1;
            memcpy(out + done, in, count);
            in += count;
            done += count;
        } else {
            size_t length = (c >> 5) + 2u, back;
            if (c >= 224) {
                uint8_t more;
                do {
                    if (in == end)
                        return -1;
                    more = *in++;
                    length += more;
                } while (more == 255 && level2);
            }
            if (in == end)
                return -1;
            back = ((size_t)(c & 31) << 8 | *in++) + 1;
            if (back == NEAR_END + 1 && level2) {
                if (end - in < 2)
                    return -1;
                back += (size_t)in[0] << 8 | in[1];
                in += 2;
            }
            if (back > done || length > size - done)
                return -1;
            if (back >= length) {
                memcpy(out + done, out + done - back, length);
                done += length;
            } else if (back == 1) {
                memset(out + done, out[done - 1], length);
                done += length;
            } else {
                for (; length > 0; length--, done++)
                    out[done] = out[done - back];
            }
        }
        if (in == end)
            return done == size ? 0 : -1;
        c = *in++;
    }
}

static void die(const char *why)
{
    fprintf(stderr, "fastlz_reference: %s\n", why);
    exit(1);
}

static void *room(size_t size)
{
    void *memory = malloc(size);
    if (memory == NULL)
        die("no memory");
    return memory;
}

static int encode_all(void)
{
    uint8_t *memory = room(BLOCK), *stream = room(2 * (size_t)BLOCK);
    size_t size;
    while ((size = fread(memory, 1, BLOCK, stdin)) > 0) {
        size_t stored = encode(memory, size, stream);
        const uint8_t *data = stored < size ? stream : memory;
        uint64_t header[2] = { size, stored < size ? stored : size };
        if (fwrite(header, sizeof header, 1, stdout) != 1 || fwrite(data, header[1], 1, stdout) != 1)
            die("cannot write");
    }
    return fflush(stdout) == 0 ? 0 : 1;
}

static int decode_all(const char *name, long times)
{
    FILE *file = fopen(name, "rb");
    uint8_t *chain, *memory = room(BLOCK);
    size_t length, total = 0;
    struct timespec begun, ended;
    if (file == NULL || fseek(file, 0, SEEK_END) != 0)
        die("cannot open the chain");
    length = (size_t)ftell(file);
    rewind(file);
    chain = room(length);
    if (fread(chain, 1, length, file) != length)
        die("cannot read the chain");
    fclose(file);
    memset(memory, 0, BLOCK);
    clock_gettime(CLOCK_MONOTONIC, &begun);
    for (; times > 0; times--) {
        for (size_t at = 0; at < length;) {
            uint64_t header[2];
            memcpy(header, chain + at, sizeof header);
            at += sizeof header;
            if (header[0] == header[1])
                memcpy(memory, chain + at, header[0]);
            else if (decode(chain + at, header[1], memory, header[0]) != 0)
                die("a block is damaged");
            at += header[1];
            total += header[0];
        }
    }
    clock_gettime(CLOCK_MONOTONIC, &ended);
    printf("%zu %.6f\n", total,
           (double)(ended.tv_sec - begun.tv_sec) + (double)(ended.tv_nsec - begun.tv_nsec) / 1e9);
    return 0;
}

int main(int count, char **words)
{
    if (count == 2 && strcmp(words[1], "encode") == 0)
        return encode_all();
    if (count == 4 && strcmp(words[1], "decode") == 0)
        return decode_all(words[2], atol(words[3]));
    fprintf(stderr, "usage: fastlz_reference encode | decode CHAIN TIMES\n");
    return 2;
}
