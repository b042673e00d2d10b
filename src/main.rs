//! The `yinwen` program.

fn main() -> std::process::ExitCode {
    yinwen::cli::main()
}
