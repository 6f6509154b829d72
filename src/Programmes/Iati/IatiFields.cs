namespace Uramost.Programmes.Iati;

/// <summary>Which form, and which field of it, says what stands at a place of a file that this product wrote.</summary>
public static class IatiFields
{
    /// <summary>The form: <c>organisation</c>, <c>project</c>, or a field of the project's IATI form.</summary>
    /// <param name="element">Path of names below the activity, or null for the activity itself.</param>
    public static string Of(string? element) => element?.Split('/')[0] switch
    {
        "iati-identifier" => "Form.Code", "reporting-org" or "contact-info" => "organisation", "activity-status" => "Form.Status", "activity-date" => "Form.Start", "activity-scope" => "Form.Scope",
        "recipient-country" or "recipient-region" => "Form.Countries", "sector" => "Form.Sectors", "tag" => "Form.Goals", "policy-marker" => "Form.Markers",
        "collaboration-type" => "Form.Collaboration", "default-flow-type" => "Form.Flow", "default-finance-type" => "Form.Finance", "default-aid-type" => "Form.Aid", "default-tied-status" => "Form.Tied",
        "budget" => "Form.Budgets", "transaction" => "Form.Transactions", "related-activity" => "Form.Related",
        _ => "project",
    };
}
