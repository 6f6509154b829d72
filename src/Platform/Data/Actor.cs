namespace Uramost.Platform.Data;

/// <summary>Who is behind the changes of this scope: a signed-in account, or nobody (a job, a verb, a visitor).</summary>
public sealed class Actor
{
    /// <summary>The account, or null.</summary>
    public Guid? AccountId { get; set; }
}
