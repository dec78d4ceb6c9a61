//! The program that the browser loads.

fn main() {
    yinzheng_frontend::start();
}
