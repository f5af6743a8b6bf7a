//! The program in a file of streams, as `web/streams.js` puts it together.

use wasm_encoder::Encode as _;
use wasmparser::{BinaryReader, Parser, Payload};

use super::{
    AFTER, BEFORE, BR_TABLE, BULK, CODE_SECTION, F32_CONST, F64_CONST, I32_CONST, LOCALS, LONG_I32,
    OPCODES, SECTION, SELECT, STREAMS,
};
use crate::prelude::*;

/// What [`super::pack`] was given.
///
/// # Errors
///
/// When the file holds no streams, or they are cut off.
pub fn unpack(packed: &[u8]) -> Result<Vec<u8>> {
    let mut section = None;
    for payload in Parser::new(0).parse_all(packed) {
        if let Payload::CustomSection(found) = payload?
            && found.name() == SECTION
        {
            section = Some((found.data(), found.data_offset()));
        }
    }
    let (data, offset) = section.context("the file holds no streams")?;
    let mut reader = BinaryReader::new(data, offset);
    // The length of the program, which only the page's script has a use for.
    reader.read_var_u32()?;
    let lengths = (0..STREAMS).map(|_| reader.read_var_u32()).collect::<Result<Vec<_>, _>>()?;
    let streams = lengths.iter().map(|length| {
        let bytes = reader.read_bytes(*length as usize)?;
        Ok(BinaryReader::new(bytes, 0))
    });
    let streams = streams.collect::<Result<Vec<_>>>()?;
    let mut unpacking = Unpacking { streams, program: Vec::new() };
    unpacking.rest(BEFORE)?;
    unpacking.program.push(CODE_SECTION);
    unpacking.sized(|it| {
        for _ in 0..it.number(LOCALS)? {
            it.sized(Unpacking::function)?;
        }
        Ok(())
    })?;
    unpacking.rest(AFTER)?;
    Ok(unpacking.program)
}

struct Unpacking<'a> {
    /// What is left of each.
    streams: Vec<BinaryReader<'a>>,
    /// What was put together so far.
    program: Vec<u8>,
}

impl Unpacking<'_> {
    /// Takes bytes of a stream.
    fn bytes(&mut self, stream: usize, count: usize) -> Result<()> {
        self.program.extend_from_slice(self.streams[stream].read_bytes(count)?);
        Ok(())
    }

    /// Takes all that is left of a stream.
    fn rest(&mut self, stream: usize) -> Result<()> {
        self.bytes(stream, self.streams[stream].bytes_remaining())
    }

    /// Takes a number. What does not fit 32 bits is an operand that nothing depends on.
    fn number(&mut self, stream: usize) -> Result<u32> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.streams[stream].read_u8()?;
            self.program.push(byte);
            number |= u32::from(byte & 127).checked_shl(shift).unwrap_or(0);
            shift += 7;
            if byte < 128 {
                return Ok(number);
            }
        }
    }

    /// Puts the length in bytes before what is written.
    fn sized(&mut self, write: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        let before = std::mem::take(&mut self.program);
        write(self)?;
        let content = std::mem::replace(&mut self.program, before);
        content.as_slice().encode(&mut self.program);
        Ok(())
    }

    fn function(&mut self) -> Result<()> {
        for _ in 0..self.number(LOCALS)? {
            // How many, and of which type.
            self.number(LOCALS)?;
            self.number(LOCALS)?;
        }
        let mut depth = 1;
        while depth > 0 {
            match self.instruction()? {
                BLOCK..=IF => depth += 1,
                END => depth -= 1,
                _ => {}
            }
        }
        Ok(())
    }

    /// Takes an instruction. Gives its opcode.
    fn instruction(&mut self) -> Result<u8> {
        let code = self.streams[OPCODES].read_u8()?;
        let opcode = if is_long_i32(code) { I32_CONST } else { code };
        self.program.push(opcode);
        let (first, other) = (2 * usize::from(code), 2 * usize::from(code) + 1);
        match code {
            F32_CONST => self.bytes(first, 4)?,
            F64_CONST => self.bytes(first, 8)?,
            _ if operands(code) == 0 => {}
            _ => {
                let number = self.number(first)?;
                let others = match code {
                    BR_TABLE => number + 1,
                    SELECT => number,
                    BULK if number < 8 => 0,
                    BULK if number < 15 && number % 2 == 0 => 2,
                    _ => operands(code) - 1,
                };
                for _ in 0..others {
                    self.number(other)?;
                }
            }
        }
        Ok(opcode)
    }
}

const BLOCK: u8 = 0x02;
const IF: u8 = 0x04;
const END: u8 = 0x0b;

fn is_long_i32(code: u8) -> bool {
    (LONG_I32 + 2..=LONG_I32 + 5).contains(&code)
}

/// How many numbers follow an opcode, as far as it alone tells.
fn operands(code: u8) -> u32 {
    match code {
        // Calls through a table; loads and stores; most of those that begin with 0xfc.
        0x11 | 0x28..=0x3e | BULK => 2,
        // Blocks, branches, calls; locals, globals and tables; memory, constants; references.
        0x02..=0x04 | 0x0c..=0x0e | 0x10 | SELECT | 0x20..=0x26 | 0x3f..=0x42 | 0xd0 | 0xd2 => 1,
        _ if is_long_i32(code) => 1,
        _ => 0,
    }
}
