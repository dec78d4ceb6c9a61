//! The roster: one account at a time, by those who keep it.

use super::*;

const CIVIL: &str = "杭州市民政局（示例）";
const DONGHU_CIVIL: &str = "东湖区民政局（示例）";
const STREET: &str = "湖滨街道（示例）";

async fn one_account_is_kept_and_listed(on: On) -> Result<()> {
    let app = with_centres(on).await?;
    let civil = app.person("civil").await?;
    let body = new(&somebody("窗口甲（示例）", "138 0013 8000", CIVIL, 0));
    let made = civil.post("window-accounts", None, &body).await?.expect(201)?;
    assert_eq!(made["mobile"], "13800138000", "kept in its plain form");
    assert_eq!((&made["yours"], &made["usable_from"]), (&json!(true), &Value::Null));
    let again = civil.post("window-accounts", None, &body).await?.expect(200)?;
    assert_eq!(again, made, "the same body again is the same account");
    let mut other = body.clone();
    other["account"]["name"] = json!("别人（示例）");
    assert_eq!(civil.post("window-accounts", None, &other).await?.status, 409);

    let list = civil.read("window-accounts").await?;
    assert_eq!((&list["total"], &list["entries"][0]), (&json!(1), &made));
    for (question, total) in [
        ("q=窗口甲", 1),
        ("q=8000", 1),
        ("q=9999", 0),
        ("level=city", 1),
        ("level=street", 0),
        ("step=listed", 1),
        ("step=authorised", 0),
        ("step=ended", 0),
        ("learnt=open", 1),
        ("learnt=practised", 0),
    ] {
        let found = civil.read(&format!("window-accounts?{question}")).await?;
        assert_eq!(found["total"], total, "{question}");
    }

    let mut account = body["account"].clone();
    account["registered"] = json!("2018-09-12");
    account["authorised"] = json!("2018-09-13");
    let change = json!({ "account": account });
    assert_eq!(civil.put(&at(&made), None, &change).await?.status, 428);
    let changed = civil
        .put(&at(&made), made["etag"].as_str(), &change)
        .await?
        .expect(200)?;
    assert_eq!(changed["usable_from"], "2018-09-14", "the day after its authorisation");
    assert_eq!(civil.put(&at(&made), made["etag"].as_str(), &change).await?.status, 412);

    let hand_over = format!("{}/hand-over", at(&made));
    let early = civil.post(&hand_over, None, &json!({ "on": "2018-09-12" })).await?;
    assert_eq!(
        broken(&early.expect(422)?),
        [("/rows/0/handed_over", "window-account.date.order")]
    );
    let given = civil
        .post(&hand_over, None, &json!({ "on": TODAY }))
        .await?
        .expect(200)?;
    assert_eq!(given["handed_over"], TODAY);

    let end = format!("{}/deactivate", at(&made));
    let ended = civil.post(&end, None, &json!({})).await?.expect(200)?;
    assert_eq!(ended["ended_on"], TODAY);
    assert_eq!(civil.post(&end, None, &json!({})).await?.expect(200)?, ended);
    assert_eq!(
        civil.put(&at(&made), ended["etag"].as_str(), &change).await?.status,
        409
    );
    assert_eq!(civil.read("window-accounts").await?["total"], 0);
    assert_eq!(civil.read("window-accounts?step=ended").await?["total"], 1);
    add(&civil, &body["account"]).await?;
    Ok(())
}

#[tokio::test]
async fn one_account_is_kept_and_listed_on_sqlite() -> Result<()> {
    one_account_is_kept_and_listed(On::Sqlite).await
}

#[tokio::test]
async fn one_account_is_kept_and_listed_on_postgres() -> Result<()> {
    one_account_is_kept_and_listed(On::Postgres).await
}

#[tokio::test]
async fn what_the_rules_refuse_is_not_kept_and_a_warning_wants_its_reason() -> Result<()> {
    let app = with_centres(On::Sqlite).await?;
    let civil = app.person("civil").await?;
    let refused = civil
        .post(
            "window-accounts",
            None,
            &new(&json!({ "mobile": "138", "level": "city" })),
        )
        .await?
        .expect(422)?;
    let required = "window-account.required";
    assert_eq!(
        broken(&refused),
        [
            ("/rows/0/name", required),
            ("/rows/0/mobile", "window-account.mobile.format"),
            ("/rows/0/organisation", required),
            ("/rows/0/centre", required),
        ]
    );
    let mut short = new(&somebody("窗口甲（示例）", "668123", CIVIL, 0));
    let asked = civil.post("window-accounts", None, &short).await?.expect(422)?;
    assert_eq!(asked["code"], "reason_missing");
    assert_eq!(broken(&asked), [("/rows/0/mobile", "window-account.mobile.format")]);
    short["reasons"] = json!([{
        "path": "/rows/0/mobile", "rule": "window-account.mobile.format", "reason": "集团短号（示例）",
    }]);
    let made = civil.post("window-accounts", None, &short).await?.expect(201)?;
    assert_eq!(made["reason"], "集团短号（示例）");
    let auditor = app.person("auditor").await?;
    let seen = auditor.read(&at(&made)).await?;
    assert_eq!((&seen["mobile"], &seen["reason"]), (&json!("****3"), &Value::Null));
    Ok(())
}

async fn a_number_is_taken_once_however_many_ask(on: On) -> Result<()> {
    let app = with_centres(on).await?;
    let (civil, street) = (app.person("civil").await?, app.person("hall-street").await?);
    let mut asking = Vec::new();
    for number in 0..8 {
        let (person, account) = if number % 2 == 0 {
            (civil.clone(), somebody("窗口甲（示例）", "13800138000", CIVIL, 0))
        } else {
            (street.clone(), somebody("窗口乙（示例）", "+86 13800138000", STREET, 2))
        };
        asking.push(tokio::spawn(async move {
            person.post("window-accounts", None, &new(&account)).await
        }));
    }
    let mut statuses = Vec::new();
    for asked in asking {
        let answer = asked.await??;
        if answer.status != 201 {
            assert_eq!(answer.status, 422, "{}", answer.body);
            assert_eq!(
                broken(&answer.body),
                [("/rows/0/mobile", "window-account.mobile.taken")]
            );
            assert!(!answer.body.to_string().contains("13800138000"));
        }
        statuses.push(answer.status);
    }
    assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 1);
    Ok(())
}

#[tokio::test]
async fn a_number_is_taken_once_however_many_ask_on_sqlite() -> Result<()> {
    a_number_is_taken_once_however_many_ask(On::Sqlite).await
}

#[tokio::test]
async fn a_number_is_taken_once_however_many_ask_on_postgres() -> Result<()> {
    a_number_is_taken_once_however_many_ask(On::Postgres).await
}

/// City and district: the unit that employs them; street and community: the street's administrator;
/// centres: the area's administrator. Everybody tries everything.
#[tokio::test]
async fn only_those_who_keep_an_account_change_it() -> Result<()> {
    let app = with_centres(On::Sqlite).await?;
    let accounts = [
        (somebody("窗口甲（示例）", "13800138000", CIVIL, 0), "civil"),
        (
            somebody("窗口乙（示例）", "13900139000", DONGHU_CIVIL, 1),
            "donghu-civil",
        ),
        (somebody("窗口丙（示例）", "15000150000", STREET, 2), "hall-street"),
        (somebody("窗口丁（示例）", "15100151000", STREET, 3), "hall-street"),
    ];
    let mut made = Vec::new();
    for (account, keeper) in &accounts {
        made.push(add(&app.person(keeper).await?, account).await?);
    }
    let programme = app.nobody().read("programme").await?;
    for login in programme["demonstration_logins"].as_array().context("logins")? {
        let (login, role) = (text(login, "login"), text(login, "role"));
        let person = app.person(login).await?;
        let concerned = matches!(role, "staff" | "bureau" | "egov" | "hall" | "auditor");
        for (number, (account, keeper)) in accounts.iter().enumerate() {
            if *keeper == login {
                continue;
            }
            let mut other = account.clone();
            other["mobile"] = json!(format!("1770000000{number}"));
            let answer = person.post("window-accounts", None, &new(&other)).await?;
            assert_eq!(answer.status, 403, "{login} adds {number}");
            let seen = person.get(&at(&made[number])).await?.status().as_u16();
            let expected = match seen {
                200 => 403,
                404 => 404,
                _ => 403,
            };
            assert!(concerned || seen == 403, "{login} sees {number}: {seen}");
            let change = json!({ "account": other });
            let changed = person.put(&at(&made[number]), Some("v1"), &change).await?;
            assert_eq!(
                changed.status,
                if role == "auditor" { 403 } else { expected },
                "{login} changes {number}"
            );
            for step in ["deactivate", "exercise", "hand-over"] {
                let body = match step {
                    "exercise" => json!({ "case": "tenant", "attributes": [], "materials": [], "result": "" }),
                    "hand-over" => json!({ "on": TODAY }),
                    _ => json!({}),
                };
                let answer = person
                    .post(&format!("{}/{step}", at(&made[number])), None, &body)
                    .await?;
                assert!(
                    matches!(answer.status, 403 | 404),
                    "{login}: {step} of {number}: {}",
                    answer.status
                );
            }
            let lessons = json!({ "content": { "rows": [{ "account": made[number]["id"], "practised": TODAY }] } });
            let learnt = person.post("trainings", None, &lessons).await?;
            assert!(
                matches!(learnt.status, 403 | 422),
                "{login} teaches {number}: {}",
                learnt.status
            );
        }
        let centre = json!({
            "id": Uuid::now_v7(), "name": format!("{login}的中心（示例）"), "level": "district",
            "area": unit(&person, "东湖区（示例）").await?, "registered_on": TODAY,
        });
        let expected = if matches!(login, "hall" | "hall-city") {
            201
        } else {
            403
        };
        assert_eq!(
            person.post("centres", None, &centre).await?.status,
            expected,
            "{login} registers a centre"
        );
        let area = unit(&person, "东湖区（示例）").await?;
        let group = format!("window-groups/{}", area.as_str().unwrap_or_default());
        let holds = json!({ "films": true, "manual": true, "maintainers": false });
        let expected = if expected == 201 { 200 } else { 403 };
        assert_eq!(
            person.put(&group, None, &holds).await?.status,
            expected,
            "{login} confirms a group"
        );
    }
    for (person, expected) in [(app.machine(crate::people::SCANNER_KEY)?, 403), (app.nobody(), 401)] {
        for list in [
            "window-accounts",
            "centres",
            "coverage",
            "window-groups",
            "cases",
            "cases/months",
            "outside-cases",
        ] {
            assert_eq!(person.get(list).await?.status().as_u16(), expected, "{list}");
        }
    }
    for (account, keeper) in made.iter().zip(accounts.iter().map(|(_, keeper)| keeper)) {
        let keeper = app.person(keeper).await?;
        assert_eq!(keeper.read(&at(account)).await?, *account, "nothing came of it");
    }
    Ok(())
}

#[tokio::test]
async fn a_centre_is_closed_when_nobody_works_there_any_more() -> Result<()> {
    let app = with_centres(On::Sqlite).await?;
    let (civil, hall, other) = (
        app.person("civil").await?,
        app.person("hall-city").await?,
        app.person("hall").await?,
    );
    let account = add(&civil, &somebody("窗口甲（示例）", "13800138000", CIVIL, 0)).await?;
    let id = centre(&hall, CENTRES[0].0).await?;
    let close = format!("centres/{}/close", id.as_str().unwrap_or_default());
    assert_eq!(other.post(&close, None, &json!({})).await?.status, 403);
    assert_eq!(hall.post(&close, None, &json!({})).await?.status, 409);
    civil
        .post(&format!("{}/deactivate", at(&account)), None, &json!({}))
        .await?
        .expect(200)?;
    assert_eq!(
        hall.post(&close, None, &json!({})).await?.expect(200)?["closed_on"],
        TODAY
    );
    let late = civil
        .post(
            "window-accounts",
            None,
            &new(&somebody("窗口乙（示例）", "13900139000", CIVIL, 0)),
        )
        .await?
        .expect(422)?;
    assert_eq!(broken(&late), [("/rows/0/centre", "window-account.centre.unknown")]);
    Ok(())
}
