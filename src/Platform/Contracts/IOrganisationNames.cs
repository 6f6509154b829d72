using Uramost.Platform.Language;

namespace Uramost.Platform.Contracts;

/// <summary>Names of organisations, for the rooms of the platform that show whose a record is.</summary>
public interface IOrganisationNames
{
    /// <summary>The names of the given organisations; one that does not exist is left out.</summary>
    Task<IReadOnlyDictionary<Guid, LocalText>> NamesOf(IReadOnlyCollection<Guid> organisationIds, CancellationToken ct = default);
}
