// Puts a program together whose code stands in streams, as site/src/streams writes and explains it.
const [BEFORE, AFTER, OPCODES, LOCALS] = [0, 1, 2, 3];
// How many numbers follow an opcode, at least.
const operands = new Uint8Array(256);
for (const opcode of [2, 3, 4, 12, 13, 14, 16, 28, 63, 64, 65, 66, 208, 210, 252]) operands[opcode] = 1;
operands.fill(1, 32, 39); // locals, globals, tables
operands.fill(1, 226, 230); // numbers of two to five bytes
operands.fill(2, 40, 63); // loads and stores
operands[17] = 2; // calls through a table
// How many more follow where the first tells: a table of branches, a typed select, operations on memory.
const others = {
  14: (first) => first + 1,
  28: (first) => first,
  252: (first) => (first < 8 ? 0 : first < 15 && first % 2 === 0 ? 2 : 1),
};

const programOf = (buffer) => {
  const packed = new Uint8Array(buffer);
  // Where each stream goes on. At first there is one, with the length and the name of the only section.
  let places = [9];
  let program = [];
  let end = 0;
  const bytes = (stream, count) => {
    while (count--) program[end++] = packed[places[stream]++];
  };
  const number = (stream) => {
    for (let value = 0, shift = 0; ; shift += 7) {
      const byte = (program[end++] = packed[places[stream]++]);
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  // Puts the length in bytes before what is written, which takes at most five.
  const sized = (write) => {
    const start = end;
    end += 5;
    write();
    let size = end - start - 5;
    let to = start;
    do program[to++] = size > 127 ? size | 128 : size;
    while ((size >>= 7));
    program.copyWithin(to, start + 5, end);
    end += to - start - 5;
  };
  const instruction = () => {
    const code = packed[places[OPCODES]++];
    program[end++] = code > 225 && code < 230 ? 65 : code;
    if (code === 67 || code === 68) {
      bytes(2 * code, code === 67 ? 4 : 8);
    } else if (operands[code]) {
      const first = number(2 * code);
      for (let more = others[code]?.(first) ?? operands[code] - 1; more--; ) number(2 * code + 1);
    }
    return code;
  };

  number(0);
  const name = number(0);
  places[0] += name;
  // The lengths of the section and of a function may take more room until they are known.
  program = new Uint8Array(number(0) + 8);
  const lengths = Array.from({ length: 512 }, () => number(0));
  let place = places[0];
  places = lengths.map((length) => (place += length) - length);
  end = 0;
  bytes(BEFORE, lengths[BEFORE]);
  program[end++] = 10;
  sized(() => {
    for (let functions = number(LOCALS); functions--; ) {
      sized(() => {
        for (let numbers = 2 * number(LOCALS); numbers--; ) number(LOCALS);
        for (let depth = 1; depth; ) {
          const code = instruction();
          depth += code === 11 ? -1 : Number(code > 1 && code < 5);
        }
      });
    }
  });
  bytes(AFTER, lengths[AFTER]);
  return program.subarray(0, end);
};
