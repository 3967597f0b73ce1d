package vn.sogoc.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** The pages, each with what it needs; checked against the templates when the program is built. */
@CheckedTemplate
final class Templates {
  private Templates() {}

  static native TemplateInstance home(Ui ui);

  static native TemplateInstance scan(Ui ui, String words, String addresses);

  static native TemplateInstance upload(Ui ui);

  static native TemplateInstance number(Ui ui, NumberForm form);

  static native TemplateInstance q(Ui ui, String words, List<DeviceLook> looks);

  static native TemplateInstance c(Ui ui);

  static native TemplateInstance result(Ui ui, ResultView first, ResultView second);

  static native TemplateInstance receipt(Ui ui, ReceiptLook view);

  static native TemplateInstance lineage(Ui ui, LineageScreen view);

  static native TemplateInstance inclusion(Ui ui, InclusionScreen view);

  static native TemplateInstance problem(Ui ui, ProblemView view);

  static native TemplateInstance problemType(Ui ui, ProblemView view);

  static native TemplateInstance problemTypes(Ui ui, List<ProblemView> all);

  static native TemplateInstance login(Ui ui, boolean failed, boolean welcome);

  static native TemplateInstance me(Ui ui, MeScreen view);

  static native TemplateInstance batches(Ui ui, BatchesScreen view);

  static native TemplateInstance batch(Ui ui, BatchScreen view);

  static native TemplateInstance batchRow(Ui ui, RowScreen view);

  static native TemplateInstance approval(Ui ui, ApprovalScreen view);

  static native TemplateInstance signing(Ui ui, SigningScreen view);

  static native TemplateInstance discard(Ui ui, GivingUpScreen view);

  static native TemplateInstance voiding(Ui ui, VoidingScreen view);

  static native TemplateInstance quotas(Ui ui, QuotasScreen view);

  static native TemplateInstance quotaDecision(Ui ui, QuotaDecisionScreen view);

  static native TemplateInstance held(Ui ui, HeldScreen view);

  static native TemplateInstance heldBatch(Ui ui, HeldBatchScreen view);

  static native TemplateInstance progress(Ui ui, ProgressScreen view, String words);

  static native TemplateInstance prints(Ui ui, PrintsScreen view);

  static native TemplateInstance print(Ui ui, PrintScreen view, String words);

  static native TemplateInstance deliveries(Ui ui, DeliveriesScreen view, String words);

  static native TemplateInstance delivery(Ui ui, DeliveryScreen view);

  static native TemplateInstance unclaimed(Ui ui, UnclaimedScreen view);

  static native TemplateInstance documentLink(Ui ui, boolean wrong);

  static native TemplateInstance blanks(Ui ui, BlanksScreen view);

  static native TemplateInstance find(Ui ui, FindScreen view);

  static native TemplateInstance imports(Ui ui, ImportsScreen view);

  static native TemplateInstance importFile(
      Ui ui, List<ProgressScreen.Step> steps, UploadScreen view);

  static native TemplateInstance importColumns(Ui ui, ColumnsScreen view);

  static native TemplateInstance importList(Ui ui, ImportScreen view, String words);

  static native TemplateInstance publications(Ui ui, ListsScreen view);

  static native TemplateInstance publication(Ui ui, ListScreen view);

  static native TemplateInstance counts(Ui ui, CountsScreen view);

  static native TemplateInstance reports(Ui ui, ReportsScreen view);

  static native TemplateInstance office(Ui ui, OfficeScreen view);

  static native TemplateInstance mandates(Ui ui, MandatesScreen view);

  static native TemplateInstance person(Ui ui, PersonScreen view);

  static native TemplateInstance invitation(Ui ui, InvitationScreen view);

  static native TemplateInstance proposal(Ui ui, ProposalScreen view);

  static native TemplateInstance invited(Ui ui, InvitedScreen view);

  static native TemplateInstance coverage(Ui ui, CoverageScreen view);

  static native TemplateInstance legacyBooks(Ui ui, LegacyBooksScreen view);

  static native TemplateInstance legacyBook(Ui ui, LegacyBookScreen view);

  static native TemplateInstance legacyPage(Ui ui, LegacyPageScreen view, String words);

  static native TemplateInstance supplements(Ui ui, SupplementListsScreen view);

  static native TemplateInstance supplementList(Ui ui, SupplementSheetScreen view, String words);

  static native TemplateInstance legacyCompare(Ui ui, LegacyCompareScreen view);

  static native TemplateInstance confirmation(Ui ui, ConfirmationScreen view);

  static native TemplateInstance confirm(Ui ui, OwnRowScreen view);

  static native TemplateInstance ownTemplates(Ui ui, TemplatesScreen view);

  static native TemplateInstance ownTemplate(Ui ui, TemplateScreen view);

  static native TemplateInstance printers(Ui ui, PrintersScreen view);

  static native TemplateInstance specimens(Ui ui, SpecimensScreen view);
}
