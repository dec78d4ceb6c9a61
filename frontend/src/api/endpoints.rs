//! One function an endpoint.

use super::{Api, Failure, Payload, Query, address, json, read};
use web_sys::{Blob, File};
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::admin::{IssuedKey, Key, NewKey, NewUser, Organisation, User};
use yinzheng_shared::api::assessment::{Assessment, CountedForm, CountedItem, CountedList};
use yinzheng_shared::api::item::{ImportAnswer, Item};
use yinzheng_shared::api::notice::{Delivery, EmailAddress, NewRobot, Notice, Robot};
use yinzheng_shared::api::obligation::Obligation;
use yinzheng_shared::api::programme::{BusinessDate, ProgrammeBody, ProgrammeState};
use yinzheng_shared::api::published::{Published, PublishedItem};
use yinzheng_shared::api::record::{
    Event, NewRecord, Record, RecordSummary, SaveRecord, Saved, SubmitRecord, WarningReason, WithReason,
};
use yinzheng_shared::api::scan::{AssignPage, ConfirmScan, Desk, RefuseScan, Scan};
use yinzheng_shared::api::schedule::{BatchDays, IssueSchedule, Plan, PlanItems, PlannedItem, ScheduleDraft};
use yinzheng_shared::api::scope_list::{AcceptRecord, OpenedLists, ReadTable, ScopeOverview, Transfer, TransferAnswer};
use yinzheng_shared::api::session::{Me, SignIn};
use yinzheng_shared::api::window::CentreStanding;
use yinzheng_shared::date::Date;
use yinzheng_shared::id::{KeyId, NoticeId, RecordId, RobotId, ScanId, UserId};
use yinzheng_shared::organisation::OrganisationRef;

/// The most entries that the server puts on a page of records.
const LONGEST_PAGE: &str = "200";

/// The body of a save, written without a copy in between.
#[derive(serde::Serialize)]
struct Content<'a, T> {
    content: &'a T,
    reasons: &'a [WarningReason],
}

impl Api {
    /// What this installation is.
    ///
    /// # Errors
    /// As every function here: [`Failure`].
    pub async fn programme(&self) -> Result<ProgrammeBody, Failure> {
        self.get("programme").await
    }

    /// The annexes of the programme, and how far its tasks are.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn programme_state(&self) -> Result<ProgrammeState, Failure> {
        self.get("programme/state").await
    }

    /// The assessment board.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn assessment(&self, query: &Query) -> Result<Assessment, Failure> {
        self.get(&query.on("assessment")).await
    }

    /// A page of the items that a number counts.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn assessed_items(&self, query: &Query) -> Result<Listing<CountedItem>, Failure> {
        self.get(&query.on("assessment/items")).await
    }

    /// A page of the forms that a number counts.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn assessed_forms(&self, query: &Query) -> Result<Listing<CountedForm>, Failure> {
        self.get(&query.on("assessment/forms")).await
    }

    /// A page of the departments whose lists a number counts.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn assessed_lists(&self, query: &Query) -> Result<Listing<CountedList>, Failure> {
        self.get(&query.on("assessment/lists")).await
    }

    /// A page of the centres that a number counts.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn assessed_centres(&self, query: &Query) -> Result<Listing<CentreStanding>, Failure> {
        self.get(&query.on("assessment/centres")).await
    }

    /// Who is signed in.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn me(&self) -> Result<Me, Failure> {
        self.get("me").await
    }

    /// Signs in.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn sign_in(&self, login: String, password: String) -> Result<Me, Failure> {
        self.post("session", None, &SignIn { login, password }).await
    }

    /// Signs out.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn sign_out(&self) -> Result<(), Failure> {
        self.send("DELETE", "session", Payload::Nothing, None).await.map(drop)
    }

    /// A page of records.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn records(&self, query: &Query) -> Result<Listing<RecordSummary>, Failure> {
        self.get(&query.on("records")).await
    }

    /// Every record that a query finds, read page by page.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn every_record(&self, query: &Query) -> Result<Vec<RecordSummary>, Failure> {
        let (mut records, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = query.clone().with("limit", LONGEST_PAGE).with("cursor", &cursor);
            let page = self.records(&page).await?;
            records.extend(page.entries);
            match page.next {
                Some(next) => cursor = next,
                None => return Ok(records),
            }
        }
    }

    /// Begins a record.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn new_record(&self, body: &NewRecord) -> Result<Record, Failure> {
        self.post("records", None, body).await
    }

    /// A record.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn record(&self, id: RecordId) -> Result<Record, Failure> {
        self.get(&format!("records/{id}")).await
    }

    /// Saves a draft.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn save_record(&self, id: RecordId, etag: &str, body: &SaveRecord) -> Result<Record, Failure> {
        self.put(&format!("records/{id}"), Some(etag), body).await
    }

    /// Saves the content of a draft and asks for no more than its new version.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn save_content(
        &self,
        id: RecordId,
        etag: &str,
        content: &impl serde::Serialize,
        reasons: &[WarningReason],
    ) -> Result<Saved, Failure> {
        let body = json(&Content { content, reasons })?;
        read(
            &self
                .send_for_brief("PUT", &format!("records/{id}"), body, Some(etag))
                .await?,
        )
    }

    /// Accepts a handed-in list.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn accept_record(&self, id: RecordId, etag: &str, body: &AcceptRecord) -> Result<Record, Failure> {
        self.post(&format!("records/{id}/accept"), Some(etag), body).await
    }

    /// The plan of release batches.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn plan(&self) -> Result<Plan, Failure> {
        self.get("schedule").await
    }

    /// Items of the plan.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn planned_items(&self, query: &Query) -> Result<Listing<PlannedItem>, Failure> {
        self.get(&query.on("schedule/items")).await
    }

    /// Plans items for a batch, or for none.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn plan_items(&self, body: &PlanItems) -> Result<(), Failure> {
        self.send("PUT", "schedule/items", json(body)?, None).await.map(drop)
    }

    /// Sets the days of a batch.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn set_batch_days(&self, number: u8, etag: &str, days: &BatchDays) -> Result<(), Failure> {
        let path = format!("schedule/batches/{number}");
        self.send("PUT", &path, json(days)?, Some(etag)).await.map(drop)
    }

    /// What would be issued of a batch now.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn schedule_draft(&self, number: u8) -> Result<ScheduleDraft, Failure> {
        self.get(&format!("schedule/batches/{number}/draft")).await
    }

    /// Issues the schedule of a batch.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn issue_schedule(&self, number: u8, body: &IssueSchedule) -> Result<Record, Failure> {
        self.post(&format!("schedule/batches/{number}/issue"), None, body).await
    }

    /// Departments with their scope lists.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn scope_lists(&self) -> Result<ScopeOverview, Failure> {
        self.get("scope-lists").await
    }

    /// Opens scope lists: the bureau all of them, staff their own.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn open_scope_lists(&self) -> Result<OpenedLists, Failure> {
        self.post("scope-lists", None, &serde_json::json!({})).await
    }

    /// What a spreadsheet says of a scope list; nothing is kept.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn read_table(&self, id: RecordId, table: File) -> Result<ReadTable, Failure> {
        read(
            &self
                .send("POST", &format!("records/{id}/table"), Payload::File(table), None)
                .await?,
        )
    }

    /// A scope list as a workbook.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn export_list(&self, id: RecordId) -> Result<Blob, Failure> {
        self.download("GET", &format!("records/{id}/table.xlsx"), Payload::Nothing)
            .await
    }

    /// Items that move between departments.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn transfers(&self) -> Result<Vec<Transfer>, Failure> {
        self.get("transfers").await
    }

    /// Answers for the receiving department.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn answer_transfer(&self, record: RecordId, code: &str, answer: &TransferAnswer) -> Result<(), Failure> {
        let code = js_sys::encode_uri_component(code);
        self.send("POST", &format!("transfers/{record}/{code}"), json(answer)?, None)
            .await
            .map(drop)
    }

    /// Hands a record in.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn submit_record(&self, id: RecordId, etag: &str, body: &SubmitRecord) -> Result<Record, Failure> {
        self.post(&format!("records/{id}/submit"), Some(etag), body).await
    }

    /// Gives a record up.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn void_record(&self, id: RecordId, etag: &str, reason: String) -> Result<Record, Failure> {
        self.post(&format!("records/{id}/void"), Some(etag), &WithReason { reason })
            .await
    }

    /// Freezes a record and stores its print.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn print_record(&self, id: RecordId, etag: &str) -> Result<Record, Failure> {
        read(
            &self
                .send("POST", &format!("records/{id}/print"), Payload::Nothing, Some(etag))
                .await?,
        )
    }

    /// Opens the next revision.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn revise_record(&self, id: RecordId, etag: &str) -> Result<Record, Failure> {
        read(
            &self
                .send("POST", &format!("records/{id}/revise"), Payload::Nothing, Some(etag))
                .await?,
        )
    }

    /// What happened to a record, oldest first.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn history(&self, id: RecordId) -> Result<Vec<Event>, Failure> {
        self.get(&format!("records/{id}/history")).await
    }

    /// A page of scans.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn scans(&self, query: &Query) -> Result<Listing<Scan>, Failure> {
        self.get(&query.on("scans")).await
    }

    /// A scan.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn scan(&self, id: ScanId) -> Result<Scan, Failure> {
        self.get(&format!("scans/{id}")).await
    }

    /// Types the code of an unreadable page.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn assign_page(&self, id: ScanId, body: &AssignPage) -> Result<Scan, Failure> {
        self.post(&format!("scans/{id}/assign"), None, body).await
    }

    /// Confirms a complete set; its record is archived.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn confirm_scan(&self, id: ScanId, body: &ConfirmScan) -> Result<(), Failure> {
        self.send("POST", &format!("scans/{id}/confirm"), json(body)?, None)
            .await
            .map(drop)
    }

    /// Refuses a complete set.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn refuse_scan(&self, id: ScanId, body: &RefuseScan) -> Result<(), Failure> {
        self.send("POST", &format!("scans/{id}/refuse"), json(body)?, None)
            .await
            .map(drop)
    }

    /// What waits at the desk.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn desk(&self) -> Result<Desk, Failure> {
        self.get("desk").await
    }

    /// A page of items.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn items(&self, query: &Query) -> Result<Listing<Item>, Failure> {
        self.get(&query.on("items")).await
    }

    /// A page of what is published.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn published(&self, query: &Query) -> Result<Listing<PublishedItem>, Failure> {
        self.get(&query.on("published")).await
    }

    /// A published item with its guide.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn published_item(&self, code: &str) -> Result<Published, Failure> {
        self.get(&address::published(code)).await
    }

    /// Whose items are published.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn published_organisations(&self) -> Result<Vec<OrganisationRef>, Failure> {
        self.get("published-organisations").await
    }

    /// The items that a query finds, as a workbook.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn export_items(&self, query: &Query) -> Result<Blob, Failure> {
        self.download("GET", &query.on("items.xlsx"), Payload::Nothing).await
    }

    /// Brings in a spreadsheet, as it is, under `path`.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn import(&self, path: &str, table: File) -> Result<ImportAnswer, Failure> {
        read(&self.send("POST", path, Payload::File(table), None).await?)
    }

    /// A spreadsheet with its errors marked in it, as `path` finds them.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn mark(&self, path: &str, table: File) -> Result<Blob, Failure> {
        self.download("POST", path, Payload::File(table)).await
    }

    /// Every organisation that the person may see.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn organisations(&self) -> Result<Vec<Organisation>, Failure> {
        self.get("organisations").await
    }

    /// Every user.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn users(&self) -> Result<Vec<User>, Failure> {
        self.get("users").await
    }

    /// Makes a user.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn new_user(&self, body: &NewUser) -> Result<(), Failure> {
        self.send("POST", "users", json(body)?, None).await.map(drop)
    }

    /// Ends a login.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn deactivate_user(&self, id: UserId) -> Result<(), Failure> {
        self.send("POST", &format!("users/{id}/deactivate"), Payload::Nothing, None)
            .await
            .map(drop)
    }

    /// Every key.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn keys(&self) -> Result<Vec<Key>, Failure> {
        self.get("keys").await
    }

    /// Makes a key; its secret comes this once.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn new_key(&self, body: &NewKey) -> Result<IssuedKey, Failure> {
        self.post("keys", None, body).await
    }

    /// Revokes a key.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn revoke_key(&self, id: KeyId) -> Result<(), Failure> {
        self.send("DELETE", &format!("keys/{id}"), Payload::Nothing, None)
            .await
            .map(drop)
    }

    /// Moves the business date on.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn move_business_date(&self, today: Date) -> Result<BusinessDate, Failure> {
        self.post("business-date", None, &BusinessDate { today }).await
    }

    /// A page of what is due.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn obligations(&self, query: &Query) -> Result<Listing<Obligation>, Failure> {
        self.get(&query.on("obligations")).await
    }

    /// A page of the person's notices.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn notices(&self, query: &Query) -> Result<Listing<Notice>, Failure> {
        self.get(&query.on("notices")).await
    }

    /// Marks a notice as read.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn read_notice(&self, id: NoticeId) -> Result<(), Failure> {
        self.send("POST", &format!("notices/{id}/read"), Payload::Nothing, None)
            .await
            .map(drop)
    }

    /// Marks every notice as read.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn read_notices(&self) -> Result<(), Failure> {
        self.send("POST", "notices/read", Payload::Nothing, None)
            .await
            .map(drop)
    }

    /// Sets or removes where notices to a user are sent.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn set_email(&self, id: UserId, body: &EmailAddress) -> Result<(), Failure> {
        self.send("PUT", &format!("users/{id}/email"), json(body)?, None)
            .await
            .map(drop)
    }

    /// Every group robot.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn robots(&self) -> Result<Vec<Robot>, Failure> {
        self.get("robots").await
    }

    /// Adds a group robot.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn new_robot(&self, body: &NewRobot) -> Result<Robot, Failure> {
        self.post("robots", None, body).await
    }

    /// Forgets a group robot.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn remove_robot(&self, id: RobotId) -> Result<(), Failure> {
        self.send("DELETE", &format!("robots/{id}"), Payload::Nothing, None)
            .await
            .map(drop)
    }

    /// What waits to be sent and what was not.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn messages(&self) -> Result<Delivery, Failure> {
        self.get("messages").await
    }

    /// Lets a message be sent again.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn send_again(&self, message: &str) -> Result<(), Failure> {
        self.send("POST", &format!("messages/{message}/send"), Payload::Nothing, None)
            .await
            .map(drop)
    }
}
