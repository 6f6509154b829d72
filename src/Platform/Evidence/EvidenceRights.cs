using Uramost.Platform.Contracts;
using Uramost.Platform.People;

namespace Uramost.Platform.Evidence;

/// <summary>Who may see which piece of evidence of a record that they may see.</summary>
public static class EvidenceRights
{
    /// <summary>Whether the viewer may open the piece.</summary>
    public static bool MaySee(EvidencePiece piece, OwnedRecord record, Viewer viewer)
    {
        if (record.MayEdit) return true;
        // What hangs on a meeting that names nobody may name somebody all the same: a sheet, a photo, a file's title.
        if (record.NamesNobody || piece.WithheldOn is not null) return false;
        return piece.Sensitivity switch
        {
            Sensitivity.Public => true,
            Sensitivity.Donor => record.ProjectId is { } project && viewer.Has(project, Role.Coordinator, Role.Officer, Role.Facilitator, Role.Researcher, Role.Analyst, Role.Donor),
            // A sheet with names is for those who see names: not for researchers, analysts and facilitators.
            Sensitivity.Internal when NamesPeople(piece.Kind) => record.ProjectId is { } project && viewer.Has(project, Role.Coordinator),
            Sensitivity.Internal => record.ProjectId is { } project && viewer.Has(project, Role.Coordinator, Role.Officer, Role.Facilitator, Role.Researcher, Role.Analyst),
            _ => false,
        };
    }

    /// <summary>Whether such a piece gives people's names or faces by its nature.</summary>
    public static bool NamesPeople(EvidenceKind kind) => kind is EvidenceKind.SignedSheet or EvidenceKind.InvitationLog or EvidenceKind.InterviewNote or EvidenceKind.Certificate;

    /// <summary>The most open setting that such a piece may have on a record.</summary>
    public static Sensitivity MostOpen(EvidenceKind kind, OwnedRecord record) =>
        record.NamesNobody ? Sensitivity.Sealed : NamesPeople(kind) ? Sensitivity.Internal : Sensitivity.Public;

    /// <summary>Whether people can be recognised in such a piece, so that it rests on their consent.</summary>
    public static bool ShowsFaces(EvidenceKind kind) => kind is EvidenceKind.PhotoSet or EvidenceKind.Recording;
}
