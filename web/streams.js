// Puts a program together whose code stands in streams, as site/src/streams writes and explains it. It stands between
// the network and the first screen, so its loop is written for an engine that has not optimized it yet.
const [BEFORE, AFTER, OPCODES, LOCALS] = [0, 1, 2, 3];
// How many numbers follow an opcode, up to two.
const operands = new Uint8Array(256);
for (const opcode of [2, 3, 4, 12, 13, 16, 63, 64, 65, 66, 208, 210]) operands[opcode] = 1;
operands.fill(1, 32, 39); // locals, globals, tables
operands.fill(1, 226, 230); // numbers of two to five bytes
operands.fill(2, 40, 63); // loads and stores
operands[17] = 2; // calls through a table
// The first number tells how many follow it: a table of branches, a typed select, operations on memory.
const [LIST, FLOAT] = [3, 4];
operands[14] = operands[28] = operands[252] = LIST;
operands[67] = operands[68] = FLOAT;
const others = (code, first) => {
  if (code === 14) return first + 1;
  if (code === 28) return first;
  return first < 8 ? 0 : first < 15 && first % 2 === 0 ? 2 : 1;
};

const programOf = (buffer) => {
  const packed = new Uint8Array(buffer);
  // Where each stream goes on. At first there is one, with the length and the name of the only section.
  let places = [9];
  let program = [];
  let end = 0;
  const bytes = (stream, count) => {
    program.set(packed.subarray(places[stream], (places[stream] += count)), end);
    end += count;
  };
  const number = (stream) => {
    let place = places[stream];
    let byte = (program[end++] = packed[place++]);
    let value = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = program[end++] = packed[place++];
      value |= (byte & 127) << shift;
    }
    places[stream] = place;
    return value;
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
  const body = () => {
    for (let numbers = 2 * number(LOCALS); numbers--; ) number(LOCALS);
    let place = places[OPCODES];
    for (let depth = 1; depth; ) {
      const code = packed[place++];
      program[end++] = code > 225 && code < 230 ? 65 : code;
      const count = operands[code];
      if (count === FLOAT) {
        bytes(2 * code, code === 67 ? 4 : 8);
      } else if (count) {
        const first = number(2 * code);
        for (let more = count === LIST ? others(code, first) : count - 1; more--; ) number(2 * code + 1);
      }
      if (code === 11) depth--;
      else if (code > 1 && code < 5) depth++;
    }
    places[OPCODES] = place;
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
    for (let functions = number(LOCALS); functions--; ) sized(body);
  });
  bytes(AFTER, lengths[AFTER]);
  return program.subarray(0, end);
};
