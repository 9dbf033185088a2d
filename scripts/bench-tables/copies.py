"""Makes a file of OTLP JSON lines larger, faster than generating: copies of its lines with other trace ids.

usage: python3 scripts/bench-tables/copies.py SOURCE TARGET TIMES

Copies are told apart by a digit of every trace id: that of the source XOR the number of the copy, so there are at most 16.
"""
import re
import sys

# The first digit of an identifier's lower half: programs that know ids of 64 bits only see the difference there.
DIGIT = re.compile(rb'("traceId":"[0-9a-f]{16})([0-9a-f])')


def copy(lines, out, number):
    digits = {b"%x" % digit: b"%x" % (digit ^ number) for digit in range(16)}
    while batch := lines.readlines(1 << 23):
        text = b"".join(batch)
        out.write(DIGIT.sub(lambda found: found[1] + digits[found[2]], text) if number else text)


def main(source, target, times):
    if not 1 <= times <= 16:
        sys.exit("a hexadecimal digit tells 16 copies apart, not %d" % times)
    with open(target, "wb", buffering=0) as out:
        for number in range(times):
            with open(source, "rb") as lines:
                copy(lines, out, number)


main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
