//! The description of the API says what there is, no more and no less.

use crate::matrix::addresses;
use crate::support::each;
use axum::http::StatusCode;
use serde_json::Value;
use std::collections::BTreeSet;

#[tokio::test]
async fn every_address_for_programs_is_described_and_every_described_one_is_there() {
    each(async |app| {
        let answer = app.stranger().get("/api/openapi.json").await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.header("content-type"), "application/json");
        let told: Value = serde_json::from_slice(&answer.body).unwrap();
        let described: BTreeSet<String> = told["paths"]
            .as_object()
            .unwrap()
            .iter()
            .flat_map(|(path, methods)| {
                let methods = methods.as_object().unwrap().keys();
                methods.map(move |method| format!("{method} {path}"))
            })
            .collect();
        let there: BTreeSet<String> = addresses()
            .into_iter()
            .filter(|address| address.path.starts_with("/api/"))
            .map(|address| format!("{} {}", address.method.to_lowercase(), address.path))
            .collect();
        assert_eq!(described, there);
    })
    .await;
}
