//! The product in Chromium on a phone of 360×740, as a member holds it.
//! `GUYUB_TEST_CHROMEDRIVER` and `GUYUB_TEST_CHROMIUM` name the programs; without them these tests
//! are skipped, unless `GUYUB_TEST_REQUIRE_BROWSER=1`. Pictures go to `target/screenshots`.

mod accounts;
mod activity;
mod assembly;
mod board;
mod budget;
mod cash;
mod driver;
mod google;
mod handover;
mod import;
mod inventory;
mod leaving;
mod mergers;
mod own_page;
mod passkeys;
mod people;
mod phone;
mod planning;
mod policy;
mod proposal;
mod readiness;
mod secretariat;
mod set_up;
mod shares;
mod spine;
mod survey;
mod training;
mod units;
mod village;

pub use phone::{
    Phone, on_a_phone, on_a_phone_by_name, with_google, without_scripts, without_scripts_by_name,
};
