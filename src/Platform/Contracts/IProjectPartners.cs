namespace Uramost.Platform.Contracts;

/// <summary>Which organisations carry a project as lead, partner or associate: the borders of who may see whose people.</summary>
public interface IProjectPartners
{
    /// <summary>The organisations of every project; donors are not among them.</summary>
    Task<IReadOnlyDictionary<Guid, IReadOnlyList<Guid>>> PartnersByProject(CancellationToken ct = default);
}
