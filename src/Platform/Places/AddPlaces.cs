using Microsoft.Extensions.DependencyInjection;

namespace Uramost.Platform.Places;

/// <summary>Registers the places.</summary>
public static class PlacesRegistration
{
    /// <summary>Adds the catalogue of places and the tile layouts; both are loaded at first use and shared.</summary>
    public static IServiceCollection AddPlaces(this IServiceCollection services) =>
        services.AddSingleton(_ => PlaceCatalogue.Load()).AddSingleton<TileLayouts>();
}
