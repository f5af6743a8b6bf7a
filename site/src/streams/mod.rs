//! A program whose code stands in streams: all opcodes in one, and each kind of operand in its own.
//!
//! Brotli finds more to copy where like stands beside like: addresses among addresses, numbers of
//! locals among numbers of locals. `web/streams.js` puts the code together again in the browser, as
//! [`unpack`] does here.
//!
//! The file is a module with one section that engines skip, so that hosts treat it as what it is. The
//! section holds the length of the program, the length of each stream and then the streams, all numbers
//! as LEB128. Stream 2 n is of the first operands of opcode n, and stream 2 n + 1 of its other ones
//! ([binary format](https://webassembly.github.io/spec/core/binary/instructions.html)).

mod unpack;

use wasm_encoder::{CustomSection, Encode as _, Module};
use wasmparser::{Parser, Payload};

use crate::prelude::*;

pub use unpack::unpack;

/// The name of the section.
const SECTION: &str = "streams";
const STREAMS: usize = 512;

// Streams of their own, in the places of opcodes without operands.
/// What stands in the module before its code, and after it.
const BEFORE: usize = 0;
const AFTER: usize = 1;
/// Opcodes, each one byte.
const OPCODES: usize = 2;
/// The number of functions, and the locals of each.
const LOCALS: usize = 3;

const CODE_SECTION: u8 = 10;
const BR_TABLE: u8 = 0x0e;
const SELECT: u8 = 0x1c;
const I32_CONST: u8 = 0x41;
const F32_CONST: u8 = 0x43;
const F64_CONST: u8 = 0x44;
/// Its first operand says which of some 20 instructions it is.
const BULK: u8 = 0xfc;
/// Stands for `i32.const` with an operand of n bytes, plus n, which is more than one byte: that tells
/// numbers and addresses apart. No instruction has these opcodes.
const LONG_I32: u8 = 0xe0;

/// The program as it is hosted.
pub fn pack(program: &[u8]) -> Result<Vec<u8>> {
    let mut streams = vec![Vec::new(); STREAMS];
    let mut has_code = false;
    let mut put = |stream: usize, bytes: &[u8]| streams[stream].extend_from_slice(bytes);
    for payload in Parser::new(0).parse_all(program) {
        match payload? {
            Payload::CodeSectionStart { range, count, .. } => {
                let mut number = Vec::new();
                count.encode(&mut number);
                put(LOCALS, &number);
                // The section begins with its number and its length.
                let length = leb_length(range.len());
                put(BEFORE, &program[..range.start - length - 1]);
                put(AFTER, &program[range.end..]);
                has_code = true;
            }
            Payload::CodeSectionEntry(body) => {
                let mut operators = body.get_operators_reader()?;
                put(LOCALS, &program[body.range().start..operators.original_position()]);
                while !operators.eof() {
                    let start = operators.original_position();
                    operators.read()?;
                    put_instruction(&program[start..operators.original_position()], &mut put)?;
                }
            }
            _ => {}
        }
    }
    ensure!(has_code, "the program has no code");
    let mut data = Vec::new();
    program.len().encode(&mut data);
    for stream in &streams {
        stream.len().encode(&mut data);
    }
    data.extend(streams.concat());
    let mut packed = Module::new();
    packed.section(&CustomSection { name: SECTION.into(), data: data.into() });
    let packed = packed.finish();
    ensure!(unpack(&packed)? == program, "the program is not written as the streams expect");
    Ok(packed)
}

fn put_instruction(instruction: &[u8], put: &mut impl FnMut(usize, &[u8])) -> Result<()> {
    let (opcode, operands) = (instruction[0], &instruction[1..]);
    let is_float = [F32_CONST, F64_CONST].contains(&opcode);
    let first = if is_float { operands.len() } else { first_leb(operands) };
    let opcode = if opcode == I32_CONST && first > 1 {
        // The operand has two to five bytes.
        LONG_I32 + u8::try_from(first)?
    } else {
        opcode
    };
    put(OPCODES, &[opcode]);
    put(2 * usize::from(opcode), &operands[..first]);
    put(2 * usize::from(opcode) + 1, &operands[first..]);
    Ok(())
}

/// How many bytes the first number has.
fn first_leb(bytes: &[u8]) -> usize {
    let length = bytes.iter().position(|byte| *byte < 128).map_or(0, |last| last + 1);
    length.min(bytes.len())
}

fn leb_length(number: usize) -> usize {
    let mut bytes = Vec::new();
    number.encode(&mut bytes);
    bytes.len()
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        BlockType, CodeSection, Function, FunctionSection, Instruction, MemArg, MemorySection,
        MemoryType, RawSection, TypeSection, ValType,
    };

    use super::*;

    /// A module with these functions, something before them and something after.
    fn module(functions: &[Vec<Instruction>]) -> Vec<u8> {
        let (mut types, mut declared, mut code) =
            (TypeSection::new(), FunctionSection::new(), CodeSection::new());
        types.ty().function([], []);
        for instructions in functions {
            declared.function(0);
            let mut function = Function::new([(300, ValType::I32), (1, ValType::F64)]);
            for instruction in instructions {
                function.instruction(instruction);
            }
            code.function(function.instruction(&Instruction::End));
        }
        let mut memory = MemorySection::new();
        memory.memory(MemoryType {
            minimum: 1,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
        let mut module = Module::new();
        module.section(&types).section(&declared).section(&memory).section(&code);
        module.section(&RawSection { id: 11, data: &[0] });
        module.finish()
    }

    fn every_kind() -> Vec<Instruction<'static>> {
        let at = MemArg { offset: 70_000, align: 2, memory_index: 0 };
        vec![
            Instruction::Nop,
            Instruction::Block(BlockType::Empty),
            Instruction::Loop(BlockType::Result(ValType::I32)),
            Instruction::I32Const(7),
            Instruction::If(BlockType::Empty),
            Instruction::Else,
            Instruction::BrTable([0, 1, 200].as_slice().into(), 3),
            Instruction::End,
            Instruction::I32Const(i32::MIN),
            Instruction::I32Const(1_048_576),
            Instruction::I64Const(i64::MIN),
            Instruction::F32Const(f32::from_bits(0x8080_8080).into()),
            Instruction::F64Const(f64::from_bits(u64::MAX).into()),
            Instruction::End,
            Instruction::End,
            Instruction::LocalGet(299),
            Instruction::I32Load(at),
            Instruction::I64Store8(at),
            Instruction::CallIndirect { type_index: 0, table_index: 0 },
            Instruction::Call(1_000),
            Instruction::TypedSelect(ValType::I64),
            Instruction::MemorySize(0),
            Instruction::MemoryGrow(0),
            Instruction::RefNull(wasm_encoder::HeapType::EXTERN),
            Instruction::RefFunc(0),
            Instruction::TableGet(0),
            Instruction::I32TruncSatF64U,
            Instruction::MemoryInit { mem: 0, data_index: 1 },
            Instruction::DataDrop(1),
            Instruction::MemoryCopy { src_mem: 0, dst_mem: 0 },
            Instruction::MemoryFill(0),
            Instruction::TableInit { elem_index: 1, table: 0 },
            Instruction::ElemDrop(1),
            Instruction::TableCopy { src_table: 0, dst_table: 0 },
            Instruction::TableGrow(0),
            Instruction::TableSize(0),
            Instruction::TableFill(0),
            Instruction::I32Extend8S,
            Instruction::Return,
        ]
    }

    #[test]
    fn every_kind_of_instruction_comes_back() {
        for functions in [vec![], vec![vec![]], vec![every_kind(), vec![], every_kind()]] {
            let module = module(&functions);
            let packed = pack(&module).unwrap();
            assert_ne!(packed, module);
            let sections =
                Parser::new(0).parse_all(&packed).filter_map(|it| it.unwrap().as_section());
            assert_eq!(sections.map(|(id, _)| id).collect::<Vec<_>>(), [0]);
            assert_eq!(unpack(&packed).unwrap(), module);
        }
    }

    #[test]
    fn what_is_cut_off_or_no_program_is_an_error() {
        let packed = pack(&module(&[every_kind()])).unwrap();
        for length in 0..packed.len() {
            assert!(unpack(&packed[..length]).is_err(), "{length}");
        }
        assert!(pack(&Module::new().finish()).is_err());
    }
}
