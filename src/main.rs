//! The `yinwen` program.

/// Reading and comparing references makes and drops many small values.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    yinwen::cli::main()
}
